package dev.gatehouse.cli.keys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

import dev.gatehouse.cli.ExitCode;
import dev.gatehouse.keys.local.LocalRevocations;
import dev.gatehouse.keys.local.LocalRevocations.Entry;
import dev.gatehouse.names.ServiceName;

/** Which key versions services have published, and which of them count. */
@Command(name = "list", mixinStandardHelpOptions = true, description = {
        "Show the published key versions of a service, or of all.",
        "'seals' marks the one that others seal to and that signs.%n"}, footer = {"",
                "Exit code 0; 1 when a service has no version that counts."})
final class KeysListCommand implements Callable<Integer> {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Mixin
    KeyOptions options = new KeyOptions();

    @Parameters(arity = "0..1", paramLabel = "service", description = "Default: all.")
    @Nullable
    String service;

    @Option(names = "--json", description = "One JSON object instead of text.")
    boolean json;

    @Override
    public Integer call() {
        var target = options.target();
        var revocations = options.revocations(target);
        var services = service == null ? List.copyOf(revocations.services()) : List.of(options.service(service));
        var now = Instant.now();
        if (json)
            json(target.realm().value(), services, revocations, now);
        else
            services.forEach(name -> text(name, revocations, now));
        var allCount = services.stream().allMatch(name -> sealing(revocations.entries(name), now).isPresent());
        return (allCount ? ExitCode.DONE : ExitCode.DIFFERENCE).number();
    }

    private void text(ServiceName name, LocalRevocations revocations, Instant now) {
        var entries = revocations.entries(name);
        var sealing = sealing(entries, now);
        options.say(name + revocations.barredSince(name).map(since -> ", revoked since " + since).orElse(""));
        if (entries.isEmpty())
            options.say("  has published no key version");
        for (var entry : entries)
            options.say("  %3d  %s  active from %s%s%s%s".formatted(entry.version().version(), entry.version().id(),
                    entry.version().activeFrom(), entry.revokedAt().map(at -> ", revoked at " + at).orElse(""),
                    sealing.filter(entry::equals).isPresent() ? ", seals" : "", entry.hasSeeds() ? "" : ", its seeds are gone"));
    }

    private void json(String realm, List<ServiceName> services, LocalRevocations revocations, Instant now) {
        var root = MAPPER.createObjectNode().put("format", 1).put("verb", "keys list").put("realm", realm);
        var all = root.putArray("services");
        for (var name : services) {
            var one = all.addObject().put("service", name.value());
            revocations.barredSince(name).ifPresent(since -> one.put("revokedAt", since.toString()));
            versions(revocations.entries(name), now, one.putArray("versions"));
        }
        options.say(MAPPER.writeValueAsString(root));
    }

    private static void versions(List<Entry> entries, Instant now, ArrayNode json) {
        var sealing = sealing(entries, now);
        for (var entry : entries) {
            var one = json.addObject().put("version", entry.version().version()).put("keyId", entry.version().id().toString())
                    .put("activeFrom", entry.version().activeFrom().toString());
            entry.revokedAt().ifPresent(at -> one.put("revokedAt", at.toString()));
            one.put("seals", sealing.filter(entry::equals).isPresent()).put("seeds", entry.hasSeeds());
        }
    }

    /** The newest that is active and counts. */
    static Optional<Entry> sealing(List<Entry> entries, Instant now) {
        return entries.stream().filter(e -> e.revokedAt().isEmpty() && !e.version().activeFrom().isAfter(now))
                .reduce((one, later) -> later);
    }
}
