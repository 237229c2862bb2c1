package dev.gatehouse.autoconfigure;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

import dev.gatehouse.names.ServiceName;

/** How this service is called, as its descriptor on the class path says; the rest of the descriptor is the catalog's affair. */
final class OwnName {
    private static final String DESCRIPTOR = "service.yml";

    private OwnName() {}

    static ServiceName read(ClassLoader classes) {
        try {
            var found = Collections.list(classes.getResources(DESCRIPTOR));
            if (found.size() != 1)
                throw refused("%d files of that name are on the class path: %s".formatted(found.size(), found));
            try (var in = found.getFirst().openStream()) {
                var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
                if (yaml.load(in) instanceof Map<?, ?> descriptor && descriptor.get("service") instanceof String name)
                    return new ServiceName(name);
            }
            throw refused("it does not begin with 'service: <name>'");
        } catch (IOException | YAMLException | IllegalArgumentException broken) {
            throw refused(String.valueOf(broken.getMessage()));
        }
    }

    private static GatehouseConfigurationException refused(String why) {
        return new GatehouseConfigurationException("classpath:service.yml does not tell the name of this service", why,
                "Keep exactly one src/main/resources/service.yml with 'service: <name>' as its first line");
    }
}
