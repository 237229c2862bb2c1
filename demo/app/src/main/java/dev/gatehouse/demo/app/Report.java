package dev.gatehouse.demo.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.gatehouse.demo.estate.GuardedProcess;
import dev.gatehouse.demo.issuer.Issuer;

/** Keeps {@code demo.json} true while things happen. */
final class Report implements Story.Teller {
    private static final double KIB_PER_MIB = 1024;
    private static final Pattern WORD = Pattern.compile("-([a-z0-9])");
    private static final String LAUNCHER = "launcher";

    private final DemoFile file;
    private final Progress progress;
    private final Stopwatch stopwatch;
    private final InstantSource clock;

    Report(DemoFile file, Progress progress, Stopwatch stopwatch, InstantSource clock) {
        this.file = file;
        this.progress = progress;
        this.stopwatch = stopwatch;
        this.clock = clock;
    }

    /** Everything that is known before anything runs. */
    void start(World world) {
        file.update(json -> {
            json.put("state", "starting");
            json.put("startedAt", clock.instant().toString());
            json.put("realm", world.catalog().realm().value());
            json.put("portBase", world.ports().base());
            json.put("dataDir", world.data().toString());
            json.put("kafkaLogDir", world.kafkaLogs().toString());
            json.put("logDir", world.data().resolve("logs").toString());
            json.put("ca", world.data().resolve("ca.pem").toString());
            json.put("devicesCa", world.data().resolve("devices-ca.pem").toString());
            json.putObject("kafka").put("bootstrap", world.platform().bootstrap());
            json.putObject("database").put("url", world.platform().databaseUrl());
            var urls = json.putObject("urls");
            for (var service : world.catalog().services()) {
                urls.put(camel(service), world.ports().apiUrl(service).toString());
                urls.put(camel(service) + "Peer", world.ports().peerUrl(service).toString());
            }
            var identities = json.putObject("identities");
            for (var name : world.identities().names()) {
                var folder = world.data().resolve("identities").resolve(name);
                identities.putObject(name).put("certificate", folder.resolve("certificate.pem").toString())
                        .put("key", folder.resolve("key.pem").toString());
            }
            json.putObject("certificates").put("ttlSeconds", world.identities().life().toSeconds()).put("renewals", 0);
            json.putObject("processes").putObject(LAUNCHER).put("pid", ProcessHandle.current().pid());
            json.putObject("timings");
            json.putArray("story");
        });
    }

    /** Process ids of what runs now. */
    void processes(Map<String, GuardedProcess> running) {
        file.update(json -> running
                .forEach((name, process) -> json.withObject("/processes").putObject(name).put("pid", process.pid())));
    }

    /** How residents get tokens, secrets included: the only place where these are. */
    void tokens(Issuer issuer) {
        file.update(json -> {
            var token = json.putObject("token").put("endpoint", issuer.tokenEndpoint().toString())
                    .put("issuer", issuer.url().toString()).put("jwks", issuer.keySet().toString());
            var clients = token.putObject("clients");
            issuer.clients().forEach(client -> clients.putObject(client.id()).put("secret", client.secret()).put("block",
                    client.resident().block()));
        });
    }

    /** All certificates were renewed, for the n-th time. */
    void renewed(int renewals, boolean brokerRestarted, World world) {
        file.update(json -> json.withObject("/certificates").put("renewals", renewals));
        if (brokerRestarted)
            processes(world.platform().processes());
        progress.tell("certificates-renewed", "certificates renewed: %d services, %s, database, issuer, operator, devices"
                .formatted(world.catalog().services().size(),
                        brokerRestarted ? "broker (started again, as its own had expired)" : "broker"));
    }

    void notRenewed(RuntimeException failed) {
        progress.tell("certificates-not-renewed",
                "certificates could not be renewed and are renewed again: " + failed.getMessage());
    }

    /** Told and timed. */
    void ready(String what, String timing, String text) {
        file.update(json -> json.withObject("/timings").put(timing, stopwatch.seconds()));
        progress.tell(what, text);
    }

    void state(String state) {
        file.update(json -> json.put("state", state));
    }

    @Override
    public void tell(String step, String text, List<String> events) {
        Instant now = clock.instant();
        var seconds = stopwatch.seconds();
        file.update(json -> {
            var told = json.withArray("/story").addObject().put("step", step).put("what", text).put("at", now.toString());
            var ids = told.putArray("events");
            events.forEach(ids::add);
            if (step.equals("reading-opened"))
                json.withObject("/timings").put("firstEventOpenedSeconds", seconds);
        });
        progress.tell(step, text);
    }

    /** Measures and tells the memory of everything that was started, where the system tells. */
    void memory(Map<String, GuardedProcess> running) {
        var mebibytes = new TreeMap<String, Double>();
        running.forEach((name, process) -> measure(mebibytes, name, family(process.pid()).mapToLong(Long::longValue)));
        measure(mebibytes, LAUNCHER, LongStream.of(ProcessHandle.current().pid()));
        if (mebibytes.isEmpty())
            return;
        var known = running.values().stream().flatMap(process -> family(process.pid())).toList();
        var guards = ProcessHandle.current().descendants().map(ProcessHandle::pid).filter(pid -> !known.contains(pid))
                .mapToLong(pid -> MemoryUse.kibibytes(pid).orElse(0)).sum();
        mebibytes.put("guards", round(guards));
        var total = mebibytes.values().stream().mapToDouble(Double::doubleValue).sum();
        file.update(json -> {
            var memory = json.putObject("memory").put("totalMiB", Math.round(total * 10) / 10.0);
            var each = memory.putObject("processes");
            mebibytes.forEach(each::put);
        });
        progress.tell("memory", "memory of all processes: %.0f MiB (%s)".formatted(total, String.join(", ", mebibytes.entrySet()
                .stream().map(entry -> "%s %.0f".formatted(entry.getKey(), entry.getValue())).toList())));
    }

    private static void measure(Map<String, Double> mebibytes, String name, LongStream pids) {
        var kibibytes = pids.mapToObj(MemoryUse::kibibytes).flatMapToLong(OptionalLong::stream).toArray();
        if (kibibytes.length > 0)
            mebibytes.put(name, round(LongStream.of(kibibytes).sum()));
    }

    /** With what it started: the database has a process for each connection. */
    private static Stream<Long> family(long pid) {
        return Stream.concat(Stream.of(pid),
                ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).map(ProcessHandle::pid));
    }

    private static double round(long kibibytes) {
        return Math.round(kibibytes / KIB_PER_MIB * 10) / 10.0;
    }

    static String camel(String service) {
        return WORD.matcher(service).replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
    }
}
