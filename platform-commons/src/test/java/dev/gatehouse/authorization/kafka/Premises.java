package dev.gatehouse.authorization.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.LoggerFactory;

import dev.gatehouse.authorization.ContractStore;
import dev.gatehouse.authorization.Wanted;
import dev.gatehouse.demo.estate.Estate;

/**
 * A broker for the tests of this package alone: they take away whatever the catalog does not give, and so would take from under
 * others' feet what they stand on. Started at first use, gone with the JVM.
 */
final class Premises {
    static final Estate ESTATE = start();
    private static final Map<String, Admin> ADMINS = new HashMap<>();

    private Premises() {}

    /** Under this identity; shared, and never closed. */
    static synchronized Admin admin(String identity) {
        return ADMINS.computeIfAbsent(identity, name -> {
            var properties = ESTATE.clientProperties(name);
            properties.put("default.api.timeout.ms", 15_000);
            properties.put("request.timeout.ms", 10_000);
            return Admin.create(properties);
        });
    }

    static Reconciler reconciler(String identity, Wanted wanted, Optional<ContractStore> contracts) {
        return new Reconciler(admin(identity), wanted, contracts, InstantSource.system());
    }

    private static Estate start() {
        try {
            quietKafkaClients();
            var folder = Files.createTempDirectory("gatehouse-premises");
            var estate = Estate.start(folder, InstantSource.system());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                ADMINS.values().forEach(Admin::close);
                estate.broker().kill9();
                delete(folder);
            }, "premises-end"));
            return estate;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Being refused is what these tests are about; the clients would log each time. */
    private static void quietKafkaClients() {
        if (LoggerFactory.getLogger("org.apache.kafka") instanceof Logger clients)
            clients.setLevel(Level.OFF);
    }

    private static void delete(Path folder) {
        try (var below = Files.walk(folder)) {
            below.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
