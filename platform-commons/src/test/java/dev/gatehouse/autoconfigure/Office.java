package dev.gatehouse.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import dev.gatehouse.catalog.Acl;
import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.catalog.DescriptorFile;
import dev.gatehouse.catalog.Replication;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.contract.local.LocalContracts;
import dev.gatehouse.delivery.jdbc.TestDatabase;
import dev.gatehouse.demo.estate.AclSpec;
import dev.gatehouse.demo.estate.Estate;
import dev.gatehouse.demo.estate.PemIdentity;
import dev.gatehouse.demo.estate.TopicSpec;
import dev.gatehouse.demo.estate.VersionedFolder;
import dev.gatehouse.keys.local.LocalKeys;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.SealingSessions;

import static org.awaitility.Awaitility.await;

/**
 * A small catalog applied to the broker of the tests: a notary publishes notes and letters, a clerk reads them, an archivist
 * reads the notes too. Services are started under their own identities, in this JVM, from folders of their own.
 */
final class Office implements AutoCloseable {
    static final Estate ESTATE = Estate.shared();
    static final Realm REALM = new Realm(ESTATE.realm());
    static final ServiceName NOTARY = new ServiceName("notary");
    static final ServiceName CLERK = new ServiceName("clerk");

    /** With a prefix for topics, so that tests on one broker do not meet. */
    private static final List<String> DESCRIPTORS = List.of("""
            service: notary
            team: tests
            topics:
              %1$s-notes.v1:
                readers: [clerk, archivist]
                protection: sealed
                key: plain
                partitions: 1
                retention: 1d
                events: { test.note.taken: schemas/written.v1.json }
              %1$s-letters.v1:
                readers: [clerk]
                protection: sealed
                key: plain
                partitions: 3
                retention: 1d
                events: { test.letter.sent: schemas/written.v1.json }
            consumes: {}
            """, """
            service: clerk
            team: tests
            topics: {}
            consumes:
              %1$s-notes.v1: { from: notary }
              %1$s-letters.v1: { from: notary }
            """, """
            service: archivist
            team: tests
            topics: {}
            consumes:
              %1$s-notes.v1: { from: notary }
            """);

    final TopicName notes;
    final TopicName letters;
    final Inbox.Notes notesOfClerk = new Inbox.Notes();
    final Inbox.Letters lettersOfClerk = new Inbox.Letters();
    private final Estate estate;
    /** Further arguments of each service that is started. */
    final List<String> arguments = new ArrayList<>();
    private final Path data;
    private final Catalog catalog;
    private final List<ConfigurableApplicationContext> running = new ArrayList<>();

    /** Applies the catalog, and lays out identity, contract and keys of both services; nothing runs yet. */
    Office(Path data, String prefix) {
        this(ESTATE, data, prefix);
    }

    Office(Estate estate, Path data, String prefix) {
        this(estate, data, prefix, DESCRIPTORS);
    }

    /** With other descriptors, whose topics begin with {@code %1$s}; a notary and a clerk are among them. */
    Office(Estate estate, Path data, String prefix, List<String> descriptors) {
        this.estate = estate;
        this.data = data;
        this.notes = new TopicName(prefix + "-notes.v1");
        this.letters = new TopicName(prefix + "-letters.v1");
        this.catalog = catalog(descriptors.stream().map(text -> text.formatted(prefix)).toList());
        provision();
        layOut(NOTARY);
        layOut(CLERK);
    }

    /** Topics and rights that are missing. */
    void provision() {
        estate.provision(
                catalog.topics(Replication.ONE_BROKER).stream()
                        .map(t -> new TopicSpec(t.name(), t.partitions(), t.settings())).toList(),
                catalog.acls().stream().map(Office::acl).toList());
    }

    ConfigurableApplicationContext startNotary(Object... more) {
        return start(NOTARY, more);
    }

    /** Until it can seal for everything that it writes. */
    static void awaitSessions(ConfigurableApplicationContext service) {
        await().atMost(Duration.ofSeconds(20)).until(
                () -> service.getBean(SealingSessions.class).states().stream().allMatch(state -> state.age().isPresent()));
    }

    ConfigurableApplicationContext startClerk() {
        return start(CLERK, notesOfClerk, lettersOfClerk);
    }

    /** A service with further beans, given as objects or as configuration classes; it has no database. */
    ConfigurableApplicationContext start(ServiceName name, Object... beans) {
        return start(name, List.of(WithoutDatabase.ARGUMENT), beans);
    }

    /** A service whose state is in the shared database; its role and schema have to be there. */
    ConfigurableApplicationContext startWithDatabase(ServiceName name, Object... beans) {
        return start(name, List.of("--spring.datasource.url=" + TestDatabase.url(),
                "--spring.datasource.hikari.maximum-pool-size=4", "--spring.flyway.locations=classpath:db/office"), beans);
    }

    private ConfigurableApplicationContext start(ServiceName name, List<String> more, Object... beans) {
        var application = new SpringApplication(Service.class);
        application.setRegisterShutdownHook(false);
        application.addInitializers(context -> {
            var registry = (DefaultListableBeanFactory) context.getBeanFactory();
            registry.registerSingleton("service", name);
            for (var bean : beans)
                if (bean instanceof Class<?> configuration)
                    registry.registerBeanDefinition(configuration.getSimpleName(), new RootBeanDefinition(configuration));
                else
                    registry.registerSingleton(bean.getClass().getSimpleName(), bean);
        });
        var words = new ArrayList<>(List.of("--gatehouse.realm=" + REALM, "--gatehouse.local.folder=" + folder(name),
                "--server.port=0", "--management.server.port=0", "--spring.main.banner-mode=off",
                "--logging.level.root=WARN", "--spring.kafka.bootstrap-servers=" + estate.bootstrap()));
        words.addAll(arguments);
        words.addAll(more);
        var started = application.run(words.toArray(String[]::new));
        running.add(started);
        return started;
    }

    Path folder(ServiceName name) {
        return data.resolve("services").resolve(name.value());
    }

    Path data() {
        return data;
    }

    Contract contract(ServiceName name) {
        return catalog.contractOf(name, REALM, (topic, reader) -> Optional.empty());
    }

    TopicContract contract(TopicName topic) {
        return contract(NOTARY).topics().stream().filter(t -> t.topic().equals(topic)).findFirst().orElseThrow();
    }

    /** Closes every service that runs; the estate stays for others. */
    @Override
    public void close() {
        running.reversed().forEach(ConfigurableApplicationContext::close);
    }

    /** Identity, contract and keys, as the platform and the first start of a service would leave them. */
    void layOut(ServiceName name) {
        layIdentity(name, estate.identity(name.value()));
        writeContract(contract(name));
        keys(name);
    }

    void layIdentity(ServiceName name, PemIdentity identity) {
        new VersionedFolder(folder(name).resolve("identity")).write(Map.of("certificate.pem", identity.certificates(), "key.pem",
                identity.key(), "ca.pem", estate.authority().certificatePem(), "identity.json",
                "{\"format\":1,\"realm\":\"%s\",\"service\":\"%s\"}".formatted(REALM, name)));
    }

    void writeContract(Contract contract) {
        try {
            LocalContracts.write(folder(contract.service()), contract);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LocalKeys keys(ServiceName name) {
        return new LocalKeys(folder(name), data, REALM, name, InstantSource.system());
    }

    static AclSpec acl(Acl acl) {
        return new AclSpec(acl.principal().value(), ResourceType.valueOf(acl.resourceType().name()), acl.resource(),
                AclOperation.valueOf(acl.operation().name()));
    }

    private static Catalog catalog(List<String> descriptors) {
        var files = new ArrayList<DescriptorFile>();
        for (var text : descriptors)
            files.add(new DescriptorFile(text.lines().findFirst().orElseThrow().replace("service: ", ""), text, Office::schema));
        return switch (Catalog.check(files)) {
            case Catalog.Valid valid -> valid.catalog();
            case Catalog.Problems found -> throw new AssertionError(found.problems());
        };
    }

    private static Optional<byte[]> schema(String path) {
        try (var in = Office.class.getClassLoader().getResourceAsStream(path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {}
}
