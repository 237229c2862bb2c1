package dev.gatehouse.demo.estate;

import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Runs the servers of an estate elsewhere than in processes of this machine; tests have one for containers. Found by
 * ServiceLoader when the system property {@code gatehouse.estate} is {@code containers}. A server that was started before is
 * the same one again, on the same data, and listens on the same port of this machine's {@code localhost}.
 */
public interface Elsewhere {
    /**
     * Returns when it was started; the broker waits by itself until it answers.
     *
     * @param configuration the property file; it names files in the folder of the settings by their paths on this machine
     */
    Running broker(BrokerSettings settings, Path configuration);

    /**
     * Returns when it takes connections. Its data are in the folder {@code data} of the settings' folder, on this machine.
     *
     * @param configuration folder with the files that belong into the data
     */
    Running database(DatabaseSettings settings, Path configuration);

    /** Empty where servers are processes of this machine, which is the rule. */
    static Optional<Elsewhere> wanted() {
        var where = System.getProperty("gatehouse.estate", "processes");
        return switch (where) {
            case "processes" -> Optional.empty();
            case "containers" -> Optional.of(ServiceLoader.load(Elsewhere.class).findFirst()
                    .orElseThrow(() -> new IllegalStateException("nobody on the class path runs servers in containers")));
            default -> throw new IllegalStateException(
                    "gatehouse.estate is '%s': processes and containers are known".formatted(where));
        };
    }
}
