package dev.gatehouse.demo.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.gatehouse.demo.estate.Command;

/**
 * How a service is started as a process of its own.
 *
 * @param bootstrap of the broker
 * @param database JDBC URL of the one that all services share
 */
record ServiceCommand(Path data, PlatformCatalog catalog, Installation installation, AotCaches caches, Ports ports,
        String bootstrap, String database) {
    /** Of a next key version: so short that whoever tries it sees it happen. */
    private static final String LEAD = "2m";
    /** Between the planning of a visit and the visit: so short that whoever looks on sees work done. */
    private static final String NOTICE = "PT3S";
    /** Each connection is a process of the database's, and takes its memory. */
    private static final int CONNECTIONS = 4;

    Command of(String service, Path log) {
        return of(service, log, ports.api(service), ports.peer(service));
    }

    /** An instance on ports of its own. */
    Command of(String service, Path log, int api, int peer) {
        var words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError",
                "-XX:ErrorFile=" + log.resolveSibling(service + "-crash.log"), "-Djava.awt.headless=true",
                // What a killed server leaves lying goes with the demo's folder.
                "-Djava.io.tmpdir=" + ServiceFolders.temporary(data),
                "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
        words.addAll(caches.jvmOptions(service));
        words.addAll(List.of("-jar", installation.serviceJar(service).toString(),
                "--server.port=" + api, "--server.address=127.0.0.1",
                "--management.server.port=" + peer, "--management.server.address=127.0.0.1",
                "--gatehouse.realm=" + catalog.realm(), "--gatehouse.local.folder=" + ServiceFolders.of(data, service),
                "--gatehouse.keys.lead=" + LEAD,
                "--spring.kafka.bootstrap-servers=" + bootstrap, "--spring.datasource.url=" + database,
                "--spring.datasource.hikari.maximum-pool-size=" + CONNECTIONS,
                "--spring.datasource.hikari.minimum-idle=1", "--spring.main.banner-mode=off"));
        if (service.equals(World.PEOPLE_DOOR))
            words.add("--gatehouse.api.people.issuer=" + ports.issuerUrl());
        if (service.equals(World.SCHEDULER))
            words.add("--maintenance.planning.notice=" + NOTICE);
        return Command.of(log, words).in(data);
    }
}
