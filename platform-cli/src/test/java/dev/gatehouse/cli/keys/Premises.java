package dev.gatehouse.cli.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

import dev.gatehouse.cli.Typed;
import dev.gatehouse.cli.rights.Kitchen;
import dev.gatehouse.demo.estate.Estate;
import dev.gatehouse.keys.local.LocalDirectory;
import dev.gatehouse.keys.local.LocalKeys;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/** A platform on one machine that was applied to: a baker writes bread, a cook reads it, both have keys. */
final class Premises implements AutoCloseable {
    static final Estate ESTATE = Estate.shared();
    static final Realm REALM = new Realm(ESTATE.realm());
    static final ServiceName BAKER = new ServiceName("baker");
    static final ServiceName COOK = new ServiceName("cook");
    final Path data;
    private final Path folder;
    private String database = "";
    private final Admin operator = Admin.create(ESTATE.clientProperties("operator"));

    /** @param peers URLs of peer ports as a target names them, a JSON object */
    Premises(Path folder, String peers) {
        this.folder = folder;
        this.data = folder.resolve("data");
        Kitchen.write(folder);
        Kitchen.file(data, "directory/.keep", "");
        takeAllRights();
        target(peers, ESTATE.bootstrap());
        if (Typed.of("apply", "--catalog", folder.toString(), "--target", file(), "--max-removals", "100").code() != 0)
            throw new AssertionError("apply failed");
        keys(BAKER);
        keys(COOK);
    }

    void target(String peers, String bootstrap) {
        var files = ESTATE.identityFolder("operator");
        Kitchen.file(folder, "target.json", """
                {"format": 1, "realm": "local-demo", "dataDir": "data", "kafka": {"bootstrap": "%s"}, "urls": %s,%s
                 "ca": "%s/ca.pem", "certificate": "%s/certificate.pem", "key": "%s/key.pem"}
                """.formatted(bootstrap, peers, database, files, files, files));
    }

    /** From now on the target has one too, and services have roles and schemas in it. */
    void addDatabase() {
        database(ESTATE.database().settings().jdbcUrl());
        if (typedOfCatalog("apply").code() != 0)
            throw new AssertionError("apply failed");
    }

    void database(String url) {
        database = " \"database\": {\"url\": \"%s\"},".formatted(url);
        target("{}", ESTATE.bootstrap());
    }

    /** @throws SQLException when the database does not let it in */
    static Connection connect(ServiceName service) throws SQLException {
        var files = ESTATE.identityFolder(service.value());
        var properties = new Properties();
        properties.setProperty("user", service.value());
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslcert", files.resolve("certificate.pem").toString());
        properties.setProperty("sslkey", files.resolve("key.pem").toString());
        properties.setProperty("sslrootcert", files.resolve("ca.pem").toString());
        properties.setProperty("pemKeyAlgorithm", "EC");
        return DriverManager.getConnection(ESTATE.database().settings().jdbcUrl(), properties);
    }

    LocalKeys keys(ServiceName service) {
        return new LocalKeys(data.resolve("services").resolve(service.value()), data, REALM, service, InstantSource.system());
    }

    LocalDirectory directory() {
        var directory = new LocalDirectory(data, REALM, InstantSource.system(), problem -> {});
        directory.refresh(Set.of(BAKER, COOK));
        return directory;
    }

    /** On this platform, whatever the verb. */
    Typed typed(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--target", file()));
        return Typed.of(all.toArray(String[]::new));
    }

    /** With the descriptors of this platform. */
    Typed typedOfCatalog(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--catalog", folder.toString()));
        return typed(all.toArray(String[]::new));
    }

    /** What the broker has for a principal. */
    long rights(ServiceName service) {
        try {
            return operator.describeAcls(AclBindingFilter.ANY).values().get().stream()
                    .filter(acl -> acl.entry().principal().equals("User:" + service)).count();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    void letEverybodyRead(String topic) {
        try {
            operator.createAcls(List.of(new AclBinding(new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                    new AccessControlEntry("User:*", "*", AclOperation.READ, AclPermissionType.ALLOW)))).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    String audit() {
        try {
            return Files.readString(data.resolve("audit/operator.jsonl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void takeAllRights() {
        try {
            operator.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private String file() {
        return folder.resolve("target.json").toString();
    }

    @Override
    public void close() {
        operator.close();
    }
}
