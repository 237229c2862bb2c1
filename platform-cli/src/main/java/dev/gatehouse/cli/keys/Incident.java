package dev.gatehouse.cli.keys;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.cli.CommandFailedException;
import dev.gatehouse.cli.ExitCode;
import dev.gatehouse.cli.rights.Target;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.ContractReading;
import dev.gatehouse.contract.NoContractException;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.contract.local.LocalContracts;
import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.keys.local.LocalDirectory;
import dev.gatehouse.keys.local.LocalKeys;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.LogTime;
import dev.gatehouse.sealing.Opener;
import dev.gatehouse.sealing.SealedRecord;
import dev.gatehouse.sealing.Verdict;

/** One topic as one service would see it now: its contract, its keys, what lies on the broker. Changes nothing. */
final class Incident {
    private final TopicContract topic;
    private final TopicRecords records;
    private final Opener opener;

    private Incident(TopicContract topic, TopicRecords records, Opener opener) {
        this.topic = topic;
        this.records = records;
        this.opener = opener;
    }

    /** @throws CommandFailedException when the service has no keys here, no contract, or does not read the topic */
    static Incident of(Target target, ServiceName service, TopicName name, Duration patience) {
        var clock = InstantSource.system();
        var folder = target.localData().resolve("services").resolve(service.value());
        var contract = contract(folder, target, service);
        var topic = contract.read().stream().filter(t -> t.topic().equals(name)).findFirst()
                .orElseThrow(() -> new CommandFailedException(ExitCode.DIFFERENCE,
                        "%s does not read %s, so that nothing there is sealed for it".formatted(service, name),
                        "See 'gatehouse explain %s read %s'".formatted(service, name)));
        var directory = new LocalDirectory(target.localData(), target.realm(), clock, problem -> {});
        directory.refresh(contract.neighbours());
        var begun = clock.instant();
        var records = new TopicRecords(target, patience);
        return new Incident(topic, records, new Opener(() -> new ContractReading(contract, begun), directory,
                keys(folder, target, service), records.grants(topic), new LogTime(System::nanoTime), clock));
    }

    List<SealedRecord> find(@Nullable String event, @Nullable Integer partition, @Nullable Long offset) {
        if (event != null)
            return records.withId(topic, event);
        if (partition == null || offset == null)
            throw new IllegalArgumentException("neither an event nor a place");
        return records.at(topic, partition, offset);
    }

    Verdict open(SealedRecord record) {
        return opener.open(record);
    }

    private static Contract contract(Path folder, Target target, ServiceName service) {
        try {
            return new LocalContracts(folder, target.realm(), service).read();
        } catch (NoContractException e) {
            throw new CommandFailedException(ExitCode.DIFFERENCE, String.valueOf(e.getMessage()),
                    "Without a contract nobody can tell whom to believe: 'gatehouse apply' writes it", e);
        }
    }

    private static KeyRing keys(Path folder, Target target, ServiceName service) {
        try {
            return LocalKeys.asTheyAre(folder, target.localData(), target.realm(), service, InstantSource.system());
        } catch (IllegalStateException e) {
            throw new CommandFailedException(ExitCode.DIFFERENCE, String.valueOf(e.getMessage()),
                    "Only who holds the keys of %s can open as it".formatted(service), e);
        }
    }
}
