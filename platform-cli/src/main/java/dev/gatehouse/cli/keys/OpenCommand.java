package dev.gatehouse.cli.keys;

import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.gatehouse.audit.OperatorAct;
import dev.gatehouse.audit.SecurityEvent;
import dev.gatehouse.cli.CommandFailedException;
import dev.gatehouse.cli.ExitCode;
import dev.gatehouse.cli.Subcommand;
import dev.gatehouse.cli.rights.Target;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.sealing.SealedRecord;
import dev.gatehouse.sealing.Verdict;

/** Opens one event for an incident, with the keys of a service. */
@Command(name = "open", mixinStandardHelpOptions = true, description = {
        "Open one event for an incident, with the keys of a service that it was sealed for. Whoever holds the service's key",
        "folder is that service: platforms on one machine only. The record is fetched as the operator; no offset moves.",
        "The payload goes to standard output and nowhere else; who, what and why go to audit/operator.jsonl.%n"}, footer = {"",
                "Exit code 0 when it was opened, 1 when there is no such event or it is refused, with the code."})
public final class OpenCommand implements Subcommand, Callable<Integer> {
    private static final int LONGEST_REASON = 300;

    @Mixin
    KeyOptions options = new KeyOptions();

    @Option(names = "--as", paramLabel = "SERVICE", required = true, description = "Whose keys to use.")
    String as = "";

    @Option(names = "--topic", paramLabel = "TOPIC", required = true, description = "Where the event is.")
    String topic = "";

    @Option(names = "--event", paramLabel = "ID", description = "Which event, by its id; every record of the topic is looked at.")
    @Nullable
    String event;

    @Option(names = "--partition", paramLabel = "P", description = "Which record, with --offset.")
    @Nullable
    Integer partition;

    @Option(names = "--offset", paramLabel = "N", description = "Which record, with --partition.")
    @Nullable
    Long offset;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, for the audit.")
    String reason = "";

    private record Tried(SealedRecord record, Verdict verdict) {}

    @Override
    public Integer call() {
        check();
        var target = options.target();
        var service = options.service(as);
        var incident = Incident.of(target, service, options.topic(topic), options.platform.patience());
        var tried = incident.find(event, partition, offset).stream().map(record -> new Tried(record, incident.open(record)))
                .toList();
        var opened = tried.stream().filter(one -> one.verdict() instanceof Verdict.Opened).findFirst();
        if (opened.isPresent() && opened.get().verdict() instanceof Verdict.Opened verdict)
            return show(target, service, opened.get().record(), verdict).number();
        return refuse(target, service, tried).number();
    }

    private void check() {
        if ((event == null) != (partition != null) || (event == null) != (offset != null))
            throw options.usage("either --event, or --partition with --offset");
        if (partition != null && offset != null && (partition < 0 || offset < 0))
            throw options.usage("partitions and offsets begin at 0");
        if (reason.isBlank() || reason.length() > LONGEST_REASON)
            throw options.usage("--reason has 1 to %d characters that say why".formatted(LONGEST_REASON));
    }

    private ExitCode show(Target target, ServiceName service, SealedRecord record, Verdict.Opened opened) {
        // First the record of it: what cannot be audited is not shown.
        audit(target, service, OperatorAct.EVENT_OPENED, record, "event " + opened.headers().text("ce_id"));
        options.err("%s: %s, event %s, sealed by %s at %s".formatted(record, opened.headers().text("ce_type"),
                opened.headers().text("ce_id"), opened.producer(), record.time()));
        // Byte for byte, and so past the encoding of a terminal.
        var out = new PrintStream(System.out, true);
        out.write(opened.payload(), 0, opened.payload().length);
        out.flush();
        return ExitCode.DONE;
    }

    private ExitCode refuse(Target target, ServiceName service, List<Tried> tried) {
        if (tried.isEmpty())
            throw new CommandFailedException(ExitCode.DIFFERENCE, "%s has no such record".formatted(topic),
                    "It may be older than the topic's retention, or be on another topic");
        for (var one : tried) {
            var code = code(one.verdict());
            audit(target, service, OperatorAct.EVENT_NOT_OPENED, one.record(), code);
            options.err("%s: not opened: %s".formatted(one.record(), code));
        }
        return ExitCode.DIFFERENCE;
    }

    private static String code(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Refused(var code, var detail) -> "%s, %s".formatted(code, detail);
            case Verdict.Pending(var wait) -> "WAITS_FOR_" + wait;
            case Verdict.Skipped skipped -> "SKIPPED, it is from before this service could read";
            case Verdict.Opened opened -> throw new IllegalArgumentException("it was opened");
        };
    }

    private void audit(Target target, ServiceName service, OperatorAct act, SealedRecord record, String what) {
        new OperatorAudit(target.localData(), target.realm())
                .write(SecurityEvent.of(Instant.now(), "operator", act.name()).about(service.value())
                        .at(record.topic().value(), record.partition(), record.offset())
                        .saying("by %s, %s: %s".formatted(OperatorAudit.person(), what, reason)));
    }
}
