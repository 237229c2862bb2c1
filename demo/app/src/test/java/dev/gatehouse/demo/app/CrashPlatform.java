package dev.gatehouse.demo.app;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.gatehouse.demo.estate.BrokerSettings;
import dev.gatehouse.demo.estate.Database;
import dev.gatehouse.demo.estate.DatabaseSettings;
import dev.gatehouse.demo.estate.KafkaBroker;
import dev.gatehouse.demo.estate.KafkaClients;
import dev.gatehouse.demo.issuer.Issuer;
import dev.gatehouse.demo.issuer.IssuerCertificate;
import dev.gatehouse.demo.issuer.IssuerSettings;
import dev.gatehouse.demo.issuer.Resident;
import dev.gatehouse.names.Realm;

/**
 * The demo's processes without its story, where something happens to each of them: broker, database, the services, of
 * maintenance-scheduler two instances.
 */
final class CrashPlatform implements AutoCloseable {
    static final String SECOND = World.SCHEDULER + " (2)";
    static final String SERVICES = "all services";
    private static final Realm REALM = new Realm("local-crash");
    /** Longer than any trial. */
    private static final Duration LIFE = Duration.ofHours(24);
    private static final int SECOND_OFFSET = 5;

    private final Path data;
    private final InstantSource clock = InstantSource.system();
    private final ExecutorService http = Executors.newVirtualThreadPerTaskExecutor();
    private final Ports ports;
    private final PlatformCatalog catalog;
    private final Identities identities;
    private final KafkaBroker broker;
    private final Database database;
    private final List<Victim> victims = new ArrayList<>();
    private final List<CrashService> services = new ArrayList<>();
    private final Peers peers;
    private final Issuer issuer;

    /** Starts all of it, and returns when each service is ready. */
    CrashPlatform(Path data, Installation installation, int portBase, List<Resident> residents, List<DeviceName> devices) {
        this.data = data;
        this.ports = Ports.claim(portBase);
        this.catalog = PlatformCatalog.read(installation, REALM);
        ports.assign(catalog.services());
        this.identities = Identities.issue(REALM.value(), catalog.services(), devices, LIFE, clock.instant());
        new ServiceFolders(data, catalog, identities).write();
        this.broker = new KafkaBroker(new BrokerSettings(data.resolve("kafka"), log(Platform.BROKER), ports.broker(),
                ports.controller(), identities.of(Platform.BROKER), identities.of(Identities.OPERATOR), identities.authority()));
        this.database = new Database(new DatabaseSettings(data.resolve(Platform.DATABASE), log(Platform.DATABASE),
                ports.database(), identities.of(Platform.DATABASE), identities.authority()));
        this.peers = new Peers(Tls.renewed(() -> identities.of(Identities.OPERATOR), identities.authority(), http));
        var command = new ServiceCommand(data, catalog, installation, installation.caches(), ports, bootstrap(),
                database.settings().jdbcUrl());
        for (var service : catalog.services())
            services.add(new CrashService(service, ports.peerUrl(service), command.of(service, log(service))));
        int api = ports.api(World.SCHEDULER) + SECOND_OFFSET;
        services.add(new CrashService(SECOND, ports.peerUrl(World.SCHEDULER).resolve("//localhost:" + (api + 1)),
                command.of(World.SCHEDULER, log("maintenance-scheduler-2"), api, api + 1)));
        victims.addAll(services);
        victims.add(CrashService.together(SERVICES, services));
        victims.add(CrashService.of(broker));
        victims.add(CrashService.of(database));
        this.issuer = start(residents);
    }

    private Issuer start(List<Resident> residents) {
        try {
            var ready = CompletableFuture.runAsync(() -> {
                database.start();
                new DatabaseRoles(data, database.settings().jdbcUrl()).make(catalog.catalog().services());
            }, http);
            broker.start();
            broker.provision(catalog.topics(), catalog.acls());
            ready.join();
            services.forEach(CrashService::start);
            var identity = identities.of(Identities.ISSUER);
            return Issuer.start(IssuerSettings.local(ports.issuer(), World.PEOPLE_DOOR, residents),
                    new IssuerCertificate(identity.certificates(), identity.key()));
        } catch (RuntimeException failed) {
            end();
            throw failed;
        }
    }

    List<Victim> victims() {
        return victims;
    }

    /** Whether each service says so. */
    boolean isReady() {
        return services.stream().allMatch(service -> peers.ready(service.peer()));
    }

    Tenant tenant(Resident resident, HttpClient client) {
        var who = issuer.clients().stream().filter(known -> known.resident().equals(resident)).findFirst().orElseThrow();
        return new Tenant(who, client, issuer.tokenEndpoint(), ports.apiUrl(World.PEOPLE_DOOR));
    }

    /** Of somebody without a certificate. */
    HttpClient people() {
        return Tls.nobody(identities.authority(), http);
    }

    Meter meter(DeviceName device) {
        return new Meter(device, Tls.client(identities.of(device.id()), identities.authority(), http),
                ports.apiUrl(World.DEVICE_DOOR), clock);
    }

    Map<String, Object> kafka() {
        return KafkaClients.properties(bootstrap(), identities.of(Identities.OPERATOR), identities.authority());
    }

    /** As the operator. */
    Connection sql() throws SQLException {
        return new DatabaseRoles(data, database.settings().jdbcUrl()).connect();
    }

    Iterable<String> topics() {
        return catalog.topics().stream().map(topic -> topic.name()).toList();
    }

    private String bootstrap() {
        return broker.settings().bootstrap();
    }

    Path logs() {
        return data.resolve("logs");
    }

    private Path log(String process) {
        return logs().resolve(process + ".log");
    }

    @Override
    public void close() {
        issuer.close();
        end();
    }

    private void end() {
        services.forEach(CrashService::kill9);
        broker.kill9();
        database.kill9();
        http.shutdownNow();
        ports.close();
    }
}
