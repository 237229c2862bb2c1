package dev.gatehouse.demo.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

import dev.gatehouse.demo.estate.BrokerSettings;
import dev.gatehouse.demo.estate.Database;
import dev.gatehouse.demo.estate.DatabaseSettings;
import dev.gatehouse.demo.estate.GuardedProcess;
import dev.gatehouse.demo.estate.KafkaBroker;

/** The processes: a broker, a database, and each service on its own. What was started before {@link #stop} is gone afterwards. */
final class Platform {
    static final String BROKER = "broker";
    static final String DATABASE = "database";
    private static final Duration PATIENCE = Duration.ofMillis(3500);
    /** A JVM that writes its AOT cache when it ends needs a while. */
    private static final Duration TRAINING_PATIENCE = Duration.ofMinutes(3);

    private final Path data;
    private final PlatformCatalog catalog;
    private final Identities identities;
    private final AotCaches caches;
    private final KafkaBroker broker;
    private final Database database;
    private final ServiceCommand command;
    private final Map<String, GuardedProcess> services = new LinkedHashMap<>();
    private volatile boolean brokerStarted;
    private volatile boolean databaseStarted;
    private boolean stopped;

    Platform(Path data, PlatformCatalog catalog, Identities identities, Installation installation, AotCaches caches,
            Ports ports) {
        this.data = data;
        this.catalog = catalog;
        this.identities = identities;
        this.caches = caches;
        this.broker = new KafkaBroker(new BrokerSettings(data.resolve("kafka"), log(BROKER), ports.broker(), ports.controller(),
                identities.of(BROKER), identities.of(Identities.OPERATOR), identities.authority())
                .withJvmOptions(caches.jvmOptions(BROKER)));
        this.database = new Database(new DatabaseSettings(data.resolve(DATABASE), log(DATABASE), ports.database(),
                identities.of(DATABASE), identities.authority()));
        this.command = new ServiceCommand(data, catalog, installation, caches, ports, bootstrap(), databaseUrl());
    }

    /** Starts the broker; returns when it answers. */
    void startBroker() {
        broker.start();
        brokerStarted = true;
    }

    /**
     * Starts the database, and makes a role and a schema for each service of the catalog. Returns at once.
     *
     * @param whenReady on another thread, once all of it is there
     * @return completes then, or with what kept it from that
     */
    CompletableFuture<Void> beginDatabase(Runnable whenReady) {
        var ready = new CompletableFuture<Void>();
        // Not in the common pool: on two cores it has one thread, and the JDK needs that to notice that a process has ended.
        Thread.ofPlatform().daemon().name(DATABASE).start(() -> {
            try {
                database.start();
                databaseStarted = true;
                new DatabaseRoles(data, databaseUrl()).make(catalog.catalog().services());
                whenReady.run();
                ready.complete(null);
            } catch (RuntimeException failed) {
                ready.completeExceptionally(failed);
            }
        });
        return ready;
    }

    /**
     * Broker and database take their renewed certificates; services find theirs by themselves.
     *
     * @return whether the broker had to be started again, since the certificate before had expired
     */
    synchronized boolean renew(Instant now) {
        if (stopped)
            throw new IllegalStateException("the demo is ending");
        database.renew(identities.of(DATABASE), identities.authority());
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
            services.put(service, GuardedProcess.start(command.of(service, log(service))));
    }

    Path log(String process) {
        return data.resolve("logs").resolve(process + ".log");
    }

    String bootstrap() {
        return broker.settings().bootstrap();
    }

    String databaseUrl() {
        return database.settings().jdbcUrl();
    }

    Path kafkaLogs() {
        return broker.settings().dataFolder();
    }

    /** Processes that were started, by name. */
    synchronized Map<String, GuardedProcess> processes() {
        var all = new LinkedHashMap<String, GuardedProcess>();
        if (brokerStarted)
            all.put(BROKER, broker.process());
        if (databaseStarted)
            all.put(DATABASE, database.process());
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

    /** Ends services, then broker and database, in good order if they do so in time. */
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
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> broker.stop(patience));
            threads.execute(database::stop);
        }
    }
}
