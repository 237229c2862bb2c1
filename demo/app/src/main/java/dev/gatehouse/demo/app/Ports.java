package dev.gatehouse.demo.app;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.gatehouse.demo.estate.FreePorts;
import dev.gatehouse.demo.estate.PortBlock;

/** Who listens where: 0 broker, 1 controller, 2 database, 4 issuer of tokens, then ten ports for each service in alphabetical order, from 10. */
final class Ports implements AutoCloseable {
    private static final int SIZE = 100;
    private static final int ATTEMPTS = 20;

    private final PortBlock block;
    private final Map<String, Integer> services = new LinkedHashMap<>();

    private Ports(PortBlock block) {
        this.block = block;
    }

    /** @throws IllegalStateException if there is no free block at or after the base */
    static Ports claim(int base) {
        return new Ports(FreePorts.claim(base, SIZE, Math.min(ATTEMPTS, (65_536 - base) / SIZE)));
    }

    void assign(List<String> names) {
        names.stream().sorted().forEach(name -> services.put(name, 10 * (services.size() + 1)));
    }

    int base() {
        return block.base();
    }

    int broker() {
        return block.port(0);
    }

    int controller() {
        return block.port(1);
    }

    int database() {
        return block.port(2);
    }

    int issuer() {
        return block.port(4);
    }

    /** What tokens call their issuer, whether or not it runs. */
    URI issuerUrl() {
        return URI.create("https://localhost:" + issuer());
    }

    int api(String service) {
        return block.port(offset(service));
    }

    int peer(String service) {
        return block.port(offset(service) + 1);
    }

    URI apiUrl(String service) {
        return URI.create("https://localhost:" + api(service));
    }

    URI peerUrl(String service) {
        return URI.create("https://localhost:" + peer(service));
    }

    private int offset(String service) {
        var offset = services.get(service);
        if (offset == null)
            throw new IllegalArgumentException("no ports were assigned to '" + service + "'");
        return offset;
    }

    @Override
    public void close() {
        block.close();
    }
}
