package dev.gatehouse.demo.estate;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker, KRaft controller included, in a guarded process of its own: mutual TLS 1.3 on every listener,
 * principals by exact common name, no right that was not given. Start, stop, kill and start again as often as wanted, on the
 * same records. One thread at a time.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** That a certificate must be good for when a reload begins. */
    private static final Duration MARGIN = Duration.ofSeconds(5);
    private static final Duration RELOAD = Duration.ofSeconds(30);

    private volatile BrokerSettings settings;
    private final Optional<Elsewhere> elsewhere;
    private @Nullable Running process;

    public KafkaBroker(BrokerSettings settings) {
        this(settings, Optional.empty());
    }

    KafkaBroker(BrokerSettings settings, Optional<Elsewhere> elsewhere) {
        this.settings = settings;
        this.elsewhere = elsewhere;
    }

    /**
     * Starts it, and waits until it answers the operator over mutual TLS.
     *
     * @throws BrokerNotReadyException if it ends, or does not answer within a minute; nothing is left running then
     */
    public KafkaBroker start() {
        if (process != null && process.isAlive())
            throw new IllegalStateException("the broker on port %d is running already".formatted(settings.port()));
        var started = elsewhere.map(this::startedThere).orElseGet(this::startedHere);
        process = started;
        try {
            new BrokerReadiness(settings).await(started);
            return this;
        } catch (RuntimeException e) {
            started.kill9();
            throw new BrokerNotReadyException("""
                    %s
                    The end of %s:
                    %s
                    If a port is taken, choose other ports or end what listens there; if the folder %s is damaged or was \
                    written by another version of Kafka, delete it and start again."""
                    .formatted(e.getMessage(), settings.log(), Tail.of(settings.log()), settings.folder()), e);
        }
    }

    private Running startedHere() {
        var configuration = new BrokerConfiguration(settings).write();
        return GuardedProcess.start(Command.of(settings.log(), commandLine(configuration)));
    }

    private Running startedThere(Elsewhere there) {
        return there.broker(settings, new BrokerConfiguration(settings, "0.0.0.0").write());
    }

    /** Lets it end in good order; nothing if it is not running. */
    public void stop() {
        stop(PATIENCE);
    }

    /** With as much patience as it takes: a JVM that writes an AOT cache at its end needs more. */
    public void stop(Duration patience) {
        if (process != null)
            process.stop(patience);
    }

    /** Ends it as a crash would; nothing if it is not running. */
    public void kill9() {
        if (process != null)
            process.kill9();
    }

    /**
     * Of the broker's JVM.
     *
     * @throws IllegalStateException if it was never started
     */
    public long pid() {
        return process().pid();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /**
     * As it was started last.
     *
     * @throws IllegalStateException if it was never started, or elsewhere
     */
    public GuardedProcess process() {
        if (running() instanceof GuardedProcess here)
            return here;
        throw new IllegalStateException("the broker is no process of this machine");
    }

    private Running running() {
        if (process == null)
            throw new IllegalStateException("the broker was not started yet");
        return process;
    }

    public BrokerSettings settings() {
        return settings;
    }

    /**
     * Makes what is missing, as the operator, and waits until the broker shows it. What is there already stays, with its
     * settings brought to what is asked for; rights that are not named stay too.
     *
     * @throws IllegalStateException if a topic is there with another number of partitions, which would move its keys
     */
    public void provision(Collection<TopicSpec> topics, Collection<AclSpec> acls) {
        try (var provisioning = new Provisioning(settings, running())) {
            provisioning.topics(topics);
            provisioning.acls(acls);
        }
    }

    /**
     * Shows another certificate from now on: on every listener, and as a client of itself. Without a restart, unless the one
     * before has expired, or is about to: Kafka lets old and new shake hands before it takes the new one. Connections that are open go on
     * until the certificates that they were made with end.
     *
     * @param broker same names as before, or Kafka keeps the one before
     * @param operator in whose name it is told, also by everything that is asked of it later
     * @return whether it had to be started again
     * @throws IllegalStateException if the broker does not show it in time
     */
    public boolean renew(PemIdentity broker, PemIdentity operator, Instant now) {
        var before = settings.broker().certificate().getNotAfter().toInstant();
        settings = settings.withIdentities(broker, operator);
        if (now.plus(MARGIN).isBefore(before)) {
            new CertificateReload(settings, RELOAD).run(running());
            return false;
        }
        stop();
        start();
        return true;
    }

    @Override
    public void close() {
        stop();
    }

    private List<String> commandLine(Path configuration) {
        var words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError", "-XX:ErrorFile=" + settings.folder().resolve("crash.log"),
                "-Djava.awt.headless=true",
                // kafka-clients unmaps buffers by Unsafe, and its compression codecs are native
                "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED",
                "-Dlogback.configurationFile=dev/gatehouse/demo/estate/broker-logback.xml"));
        words.addAll(settings.jvmOptions());
        words.addAll(List.of("-cp", settings.classPath(), BrokerMain.class.getName(), configuration.toString()));
        return words;
    }
}
