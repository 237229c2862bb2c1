package dev.gatehouse.demo.estate;

import java.nio.file.Path;
import java.util.List;

/**
 * What a broker needs to start.
 *
 * @param folder its data and its generated configuration; a broker started again on the same folder has the same records
 * @param log file that it logs to
 * @param port of the listener for everybody; every connection is mutual TLS 1.3
 * @param controllerPort of the listener for itself
 * @param broker its own identity, common name {@code broker}
 * @param operator super user with common name {@code operator}, by whom topics and rights are made
 * @param trustedCertificate PEM of the one authority whose certificates may connect
 * @param classPath where Kafka is found
 * @param jvmOptions added to the usual ones, such as {@code -XX:AOTCache=...}
 */
public record BrokerSettings(Path folder, Path log, int port, int controllerPort, PemIdentity broker, PemIdentity operator,
        String trustedCertificate, String classPath, List<String> jvmOptions) {
    public BrokerSettings {
        folder = folder.toAbsolutePath();
        log = log.toAbsolutePath();
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** On the class path of this process, with the usual options. */
    public BrokerSettings(Path folder, Path log, int port, int controllerPort, PemIdentity broker, PemIdentity operator,
            String trustedCertificate) {
        this(folder, log, port, controllerPort, broker, operator, trustedCertificate, System.getProperty("java.class.path"),
                List.of());
    }

    public BrokerSettings withClassPath(String other) {
        return new BrokerSettings(folder, log, port, controllerPort, broker, operator, trustedCertificate, other, jvmOptions);
    }

    public BrokerSettings withJvmOptions(List<String> options) {
        return new BrokerSettings(folder, log, port, controllerPort, broker, operator, trustedCertificate, classPath, options);
    }

    BrokerSettings withIdentities(PemIdentity freshBroker, PemIdentity freshOperator) {
        return new BrokerSettings(folder, log, port, controllerPort, freshBroker, freshOperator, trustedCertificate, classPath,
                jvmOptions);
    }

    public String bootstrap() {
        return "localhost:" + port;
    }

    /** Where the log segments are. */
    public Path dataFolder() {
        return folder.resolve("data");
    }
}
