package dev.gatehouse.demo.estate;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * The broker's property file and the key files that it names.
 *
 * @param address that it listens on for everybody
 */
record BrokerConfiguration(BrokerSettings settings, String address) {
    /** Exact common name and nothing else; without a DEFAULT, a subject of any other shape is disconnected. */
    private static final String COMMON_NAME_IS_PRINCIPAL = "RULE:^CN=([a-z][a-z0-9-]{0,62})$/$1/";

    BrokerConfiguration(BrokerSettings settings) {
        this(settings, "localhost");
    }

    Path write() {
        PrivateFiles.folder(settings.folder());
        writeKeystore();
        PrivateFiles.write(truststore(), settings.trustedCertificate());
        var file = settings.folder().resolve("server.properties");
        PrivateFiles.write(file, text());
        return file;
    }

    /** The broker reads it again only when it is told to. */
    void writeKeystore() {
        PrivateFiles.write(keystore(), settings.broker().key() + settings.broker().certificates());
    }

    private String text() {
        var all = new Properties();
        all.putAll(listeners());
        all.putAll(security());
        all.putAll(storage());
        var text = new StringWriter();
        try {
            all.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The controller's listener is SSL too: over plaintext the broker would reach it as ANONYMOUS. */
    private Map<String, String> listeners() {
        var controller = "localhost:" + settings.controllerPort();
        return Map.of("process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@" + controller,
                "listeners", "SSL://%s:%d,CONTROLLER://%s".formatted(address, settings.port(), controller),
                "advertised.listeners", "SSL://" + settings.bootstrap(),
                "controller.listener.names", "CONTROLLER",
                "inter.broker.listener.name", "SSL",
                "listener.security.protocol.map", "SSL:SSL,CONTROLLER:SSL");
    }

    private Map<String, String> security() {
        return Map.ofEntries(Map.entry("ssl.client.auth", "required"),
                Map.entry("ssl.protocol", "TLSv1.3"),
                Map.entry("ssl.enabled.protocols", "TLSv1.3"),
                Map.entry("ssl.endpoint.identification.algorithm", "https"),
                Map.entry("ssl.keystore.type", "PEM"),
                Map.entry("ssl.keystore.location", keystore().toString()),
                Map.entry("ssl.truststore.type", "PEM"),
                Map.entry("ssl.truststore.location", truststore().toString()),
                Map.entry("ssl.principal.mapping.rules", COMMON_NAME_IS_PRINCIPAL),
                Map.entry("principal.builder.class", LapsingPrincipals.class.getName()),
                Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                Map.entry("super.users", "User:broker;User:operator"),
                Map.entry("allow.everyone.if.no.acl.found", "false"),
                Map.entry("auto.create.topics.enable", "false"));
    }

    /** A broker that crashed can register again only when its last session is over, nine seconds by default. */
    private Map<String, String> storage() {
        return Map.ofEntries(Map.entry("log.dirs", settings.dataFolder().toString()),
                Map.entry("broker.session.timeout.ms", "4000"),
                Map.entry("broker.heartbeat.interval.ms", "500"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"));
    }

    Path keystore() {
        return settings.folder().resolve("keystore.pem");
    }

    private Path truststore() {
        return settings.folder().resolve("truststore.pem");
    }
}
