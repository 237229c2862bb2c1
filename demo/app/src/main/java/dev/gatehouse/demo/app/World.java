package dev.gatehouse.demo.app;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executor;

import dev.gatehouse.demo.estate.KafkaClients;
import dev.gatehouse.demo.issuer.Resident;

/** What a story needs of the platform around it. */
record World(Path data, PlatformCatalog catalog, Identities identities, Ports ports, Platform platform, TokenIssuer issuer,
        Peers peers, InstantSource clock, Executor http) {
    /** The service at whose door devices are admitted, and which therefore has to know their authority. */
    static final String DEVICE_DOOR = "iot-ingest";
    /** The service at whose door people are admitted, and which therefore has to know who issues their tokens. */
    static final String PEOPLE_DOOR = "user-actions";
    /** Who reads what comes in at the doors. */
    static final String SCHEDULER = "maintenance-scheduler";

    /** By which a client connects under this identity; the caller may add to it. */
    Map<String, Object> kafka(String identity) {
        return KafkaClients.properties(platform.bootstrap(), identities.of(identity), identities.authority());
    }

    /** A device with its certificate, at the door for devices. */
    Device device(DeviceName name) {
        return new Device(name, Tls.renewed(() -> identities.of(name.id()), identities.authority(), http),
                ports.apiUrl(DEVICE_DOOR),
                clock);
    }

    /** A resident with a secret of this run, at the door for people. */
    Tenant tenant(Resident resident) {
        return new Tenant(issuer.client(resident), Tls.nobody(identities.authority(), http), issuer.tokenEndpoint(),
                ports.apiUrl(PEOPLE_DOOR));
    }

    Path kafkaLogs() {
        return platform.kafkaLogs();
    }

    Path log(String process) {
        return platform.log(process);
    }
}
