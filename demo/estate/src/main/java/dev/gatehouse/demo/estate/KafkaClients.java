package dev.gatehouse.demo.estate;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SslConfigs;

/** Settings by which a Kafka client speaks mutual TLS 1.3 under an identity. */
public final class KafkaClients {
    private KafkaClients() {}

    /** Valid for producers, consumers and Admin alike; the caller may add to the map. */
    public static Map<String, Object> properties(String bootstrap, PemIdentity identity, String trustedCertificate) {
        var properties = new HashMap<>(anonymous(bootstrap, trustedCertificate));
        properties.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, "PEM");
        properties.put(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, identity.key());
        properties.put(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, identity.certificates());
        return properties;
    }

    /** Without a certificate, as somebody would try who has none. */
    public static Map<String, Object> anonymous(String bootstrap, String trustedCertificate) {
        return new HashMap<>(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SSL",
                SslConfigs.SSL_ENABLED_PROTOCOLS_CONFIG, "TLSv1.3",
                SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG, "https",
                SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM",
                SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, trustedCertificate));
    }
}
