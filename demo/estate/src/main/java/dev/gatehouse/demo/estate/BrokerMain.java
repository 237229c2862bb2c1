package dev.gatehouse.demo.estate;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** The broker's process. Kafka's internal classes, which may change with any version, are named here and nowhere else. */
final class BrokerMain {
    private static final int NODE = 1;

    private BrokerMain() {}

    /** Takes the path of the property file, its only argument. */
    public static void main(String[] arguments) {
        try {
            var properties = new Properties();
            try (var reader = Files.newBufferedReader(Path.of(arguments[0]))) {
                properties.load(reader);
            }
            formatOnce(Path.of(properties.getProperty("log.dirs")));
            var server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
            Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-shutdown"));
            server.startup();
            server.awaitShutdown();
        } catch (Exception e) {
            e.printStackTrace(); // standard error is the broker's log
            // Kafka may have left threads that would keep a broken broker alive, and its shutdown may wait for them.
            Runtime.getRuntime().halt(1);
        }
    }

    private static void formatOnce(Path folder) throws Exception {
        if (Files.exists(folder.resolve("meta.properties")))
            return;
        new Formatter().setClusterId(Uuid.randomUuid().toString())
                .setNodeId(NODE)
                .setDirectories(List.of(folder.toString()))
                .setMetadataLogDirectory(folder.toString())
                .setControllerListenerName("CONTROLLER")
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setIgnoreFormatted(true)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .run();
    }
}
