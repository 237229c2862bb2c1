package dev.gatehouse.demo.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

import dev.gatehouse.demo.estate.BrokerSettings;
import dev.gatehouse.demo.estate.Command;
import dev.gatehouse.demo.estate.GuardedProcess;
import dev.gatehouse.demo.estate.KafkaBroker;

/** The processes: a broker, and each service on its own. What was started before {@link #stop} is gone afterwards. */
final class Platform {
    static final String BROKER = "broker";
    /** Of a next key version: so short that whoever tries it sees it happen. */
    private static final String LEAD = "2m";
    private static final Duration PATIENCE = Duration.ofMillis(3500);
    /** A JVM that writes its AOT cache when it ends needs a while. */
    private static final Duration TRAINING_PATIENCE = Duration.ofMinutes(3);

    private final Path data;
    private final PlatformCatalog catalog;
    private final Identities identities;
    private final Installation installation;
    private final AotCaches caches;
    private final Ports ports;
    private final KafkaBroker broker;
    private final Map<String, GuardedProcess> services = new LinkedHashMap<>();
    private volatile boolean brokerStarted;
    private boolean stopped;

    Platform(Path data, PlatformCatalog catalog, Identities identities, Installation installation, AotCaches caches,
            Ports ports) {
        this.data = data;
        this.catalog = catalog;
        this.identities = identities;
        this.installation = installation;
        this.caches = caches;
        this.ports = ports;
        this.broker = new KafkaBroker(new BrokerSettings(data.resolve("kafka"), log(BROKER), ports.broker(), ports.controller(),
                identities.of(BROKER), identities.of(Identities.OPERATOR), identities.authority())
                .withJvmOptions(caches.jvmOptions(BROKER)));
    }

    /** Starts the broker; returns when it answers. */
    void startBroker() {
        broker.start();
        brokerStarted = true;
    }

    /**
     * The broker takes its renewed certificate; services find theirs by themselves.
     *
     * @return whether it had to be started again, since the one before had expired
     */
    synchronized boolean renewBroker(Instant now) {
        if (stopped)
            throw new IllegalStateException("the demo is ending");
        return broker.renew(identities.of(BROKER), identities.of(Identities.OPERATOR), now);
    }

    /** Makes the topics and rights of the catalog. */
    synchronized void provision() {
        broker.provision(catalog.topics(), catalog.acls());
    }

    /** Starts the services; what they cannot do yet they try again, which costs seconds. */
    synchronized void startServices() {
        if (stopped)
            throw new IllegalStateException("the demo is ending");
        for (var service : catalog.services())
            services.put(service, GuardedProcess.start(Command.of(log(service), commandLine(service)).in(data)));
    }

    private List<String> commandLine(String service) {
        var words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError",
                "-XX:ErrorFile=" + data.resolve("logs").resolve(service + "-crash.log"), "-Djava.awt.headless=true",
                "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
        words.addAll(caches.jvmOptions(service));
        words.addAll(List.of("-jar", installation.serviceJar(service).toString(),
                "--server.port=" + ports.api(service), "--server.address=127.0.0.1",
                "--management.server.port=" + ports.peer(service), "--management.server.address=127.0.0.1",
                "--gatehouse.realm=" + catalog.realm(), "--gatehouse.local.folder=" + ServiceFolders.of(data, service),
                "--gatehouse.keys.lead=" + LEAD,
                "--spring.kafka.bootstrap-servers=" + broker.settings().bootstrap(), "--spring.main.banner-mode=off"));
        if (service.equals(World.PEOPLE_DOOR))
            words.add("--gatehouse.api.people.issuer=" + ports.issuerUrl());
        return words;
    }

    Path log(String process) {
        return data.resolve("logs").resolve(process + ".log");
    }

    String bootstrap() {
        return broker.settings().bootstrap();
    }

    Path kafkaLogs() {
        return broker.settings().dataFolder();
    }

    /** Processes that were started, by name. */
    synchronized Map<String, GuardedProcess> processes() {
        var all = new LinkedHashMap<String, GuardedProcess>();
        if (brokerStarted)
            all.put(BROKER, broker.process());
        all.putAll(services);
        return all;
    }

    /** @throws StepMissingException naming the first process that ended by itself */
    synchronized void requireAlive() {
        processes().forEach((name, process) -> {
            if (!process.isAlive())
                throw new StepMissingException("%s ended with exit code %d".formatted(name, process.onExit().join()), log(name));
        });
    }

    /** Ends services, then the broker, in good order if they do so in time. */
    void stop() {
        List<GuardedProcess> running;
        synchronized (this) {
            stopped = true;
            running = List.copyOf(services.values());
        }
        var patience = caches instanceof AotCaches.Train ? TRAINING_PATIENCE : PATIENCE;
        // Not in the common pool: on two cores it has one thread, and the JDK needs that to notice that a process has ended.
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            running.forEach(service -> threads.execute(() -> service.stop(patience)));
        }
        broker.stop(patience);
    }
}
