package dev.gatehouse.demo.estate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A platform's surroundings for tests: one folder, an authority for services, one for devices, a foreign one, a broker, and
 * a database and a Vault for whoever asks. Safe for many threads, but for broker, database and Vault themselves.
 */
public final class Estate implements AutoCloseable {
    private static final Duration LIFETIME = Duration.ofHours(24);

    private final Path folder;
    private final InstantSource clock;
    private final CertificateAuthority authority;
    private final CertificateAuthority deviceAuthority;
    private final CertificateAuthority foreignAuthority;
    private final PortBlock ports;
    private final KafkaBroker broker;
    private final Database database;
    private boolean databaseStarted;
    private Optional<VaultServer> vault = Optional.empty();
    private final Map<String, PemIdentity> identities = new ConcurrentHashMap<>();

    private Estate(Path folder, InstantSource clock, List<String> brokerOptions) {
        this.folder = folder;
        this.clock = clock;
        this.authority = authority("Local demo services");
        this.deviceAuthority = authority("Local demo devices");
        this.foreignAuthority = authority("Somebody else");
        this.ports = Grounds.ports();
        this.broker = new KafkaBroker(new BrokerSettings(folder.resolve("kafka"), folder.resolve("logs/broker.log"),
                ports.port(0), ports.port(1), identity("broker"), identity("operator"), authority.certificatePem())
                .withJvmOptions(brokerOptions), Elsewhere.wanted());
        this.database = new Database(new DatabaseSettings(folder.resolve("database"), folder.resolve("logs/database.log"),
                ports.port(2), identity("database"), authority.certificatePem()), Elsewhere.wanted());
    }

    /** A new estate in this folder, its broker ready. */
    public static Estate start(Path folder, InstantSource clock) {
        return start(folder, clock, List.of());
    }

    /** @param brokerOptions of the broker's JVM, such as {@code -Dlogback.configurationFile=...} */
    public static Estate start(Path folder, InstantSource clock, List<String> brokerOptions) {
        var estate = new Estate(folder, clock, brokerOptions);
        try {
            estate.broker.start();
            return estate;
        } catch (RuntimeException e) {
            estate.close();
            throw e;
        }
    }

    /** The one of this JVM, started at first use and taken away with its folder when the JVM ends. Never close it. */
    public static Estate shared() {
        return Shared.ESTATE;
    }

    /** Trust domain in the SPIFFE ids of its services. */
    public String realm() {
        return "local-demo";
    }

    public Path folder() {
        return folder;
    }

    public KafkaBroker broker() {
        return broker;
    }

    /** Started at first use. */
    public synchronized Database database() {
        if (!databaseStarted) {
            database.start();
            databaseStarted = true;
        }
        return database;
    }

    /** Started at first use; absent where there is no program to start. */
    public synchronized Optional<VaultServer> vault() {
        if (vault.isEmpty()) {
            var settings = new VaultSettings(folder.resolve("vault"), folder.resolve("logs/vault.log"), ports.port(3), realm(),
                    identity("vault"), authority.certificatePem());
            vault = VaultProgram.find().map(program -> new VaultServer(program, settings).start());
        }
        return vault;
    }

    public String bootstrap() {
        return broker.settings().bootstrap();
    }

    /** Of services and people. */
    public CertificateAuthority authority() {
        return authority;
    }

    /** Of devices; the broker does not trust it. */
    public CertificateAuthority deviceAuthority() {
        return deviceAuthority;
    }

    /** That nobody here trusts. */
    public CertificateAuthority foreignAuthority() {
        return foreignAuthority;
    }

    /** Valid for 24 hours, the longest that anything of the platform may be. */
    public Validity validity() {
        return Validity.of(LIFETIME, clock.instant());
    }

    /** Certificate and key of the service, tool or stranger of this name; always the same for the same name. */
    public PemIdentity identity(String name) {
        return identities.computeIfAbsent(name, any -> authority.issue(CertificateRequest.service(realm(), name, validity())));
    }

    /** That identity as {@code certificate.pem} and {@code key.pem}, with the authority's {@code ca.pem}, in a folder of its own. */
    public Path identityFolder(String name) {
        var files = folder.resolve("identities").resolve(name);
        identity(name).write(files);
        PrivateFiles.write(files.resolve("ca.pem"), authority.certificatePem());
        return files;
    }

    /** For a Kafka client under the identity of this name; the caller may add to the map. */
    public Map<String, Object> clientProperties(String identityName) {
        return clientProperties(identity(identityName));
    }

    public Map<String, Object> clientProperties(PemIdentity identity) {
        return KafkaClients.properties(bootstrap(), identity, authority.certificatePem());
    }

    /** Makes topics and rights that are missing: {@link KafkaBroker#provision}. */
    public void provision(Collection<TopicSpec> topics, Collection<AclSpec> acls) {
        broker.provision(topics, acls);
    }

    @Override
    public void close() {
        broker.close();
        database.close();
        vault.ifPresent(VaultServer::close);
        ports.close();
    }

    private CertificateAuthority authority(String name) {
        return CertificateAuthority.create(name, validity());
    }

    private static final class Shared {
        static final Estate ESTATE = start();

        private static Estate start() {
            try {
                var folder = Files.createTempDirectory("gatehouse-estate");
                var estate = Estate.start(folder, InstantSource.system());
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    estate.broker.kill9();
                    estate.database.kill9();
                    estate.vault.ifPresent(VaultServer::kill9);
                    PrivateFiles.deleteAll(folder);
                }, "estate-end"));
                return estate;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
