package dev.gatehouse.containers;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Bind;
import org.apache.kafka.common.security.authenticator.DefaultKafkaPrincipalBuilder;
import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

import dev.gatehouse.demo.estate.BrokerSettings;

/**
 * Kafka's own image under the estate's configuration: mutual TLS 1.3, principals by exact common name, StandardAuthorizer. But
 * for one thing: a connection may outlive its certificate, as the class that forbids it is made for a newer Java than the image's.
 */
final class BrokerContainer extends KafkaContainer {
    BrokerContainer(BrokerSettings settings, Path configuration) {
        super(DockerImageName.parse("apache/kafka").withTag(AppInfoParser.getVersion()));
        setExposedPorts(List.of(settings.port()));
        setPortBindings(List.of("127.0.0.1:%1$d:%1$d".formatted(settings.port())));
        setCommand("/etc/kafka/docker/run");
        setWaitStrategy(new AtOnce());
        var keys = Stream.of("keystore.pem", "truststore.pem").map(settings.folder()::resolve).map(key -> bind(key, key));
        var binds = Stream.concat(keys, Stream.of(bind(configuration, Path.of("/mnt/shared/config/server.properties")))).toList();
        // As root, who alone can read keys that are their owner's alone; its data stay in the container.
        withCreateContainerCmdModifier(create -> {
            create.withUser("0:0");
            create.getHostConfig().withBinds(binds);
        });
    }

    private static Bind bind(Path here, Path there) {
        return Bind.parse("%s:%s:ro".formatted(here, there));
    }

    /** Testcontainers' own listeners would be without TLS. */
    @Override
    protected void configure() {
        getEnvMap().clear();
        addEnv("KAFKA_HEAP_OPTS", "-Xmx256m");
        addEnv("KAFKA_PRINCIPAL_BUILDER_CLASS", DefaultKafkaPrincipalBuilder.class.getName());
    }

    @Override
    protected void containerIsStarting(InspectContainerResponse container) {
        // Nothing: the ports are known before, and so are the advertised listeners.
    }
}
