package dev.gatehouse.demo.estate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** Waits until a broker answers its operator. */
record BrokerReadiness(BrokerSettings settings) {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(50);

    /** @throws IllegalStateException saying why it is not ready */
    void await(Running broker) {
        var deadline = System.nanoTime() + BOUND.toNanos();
        // Kafka's client would log each refused connection as a warning, so it is made only when somebody listens.
        while (!isListening()) {
            if (System.nanoTime() > deadline)
                throw new IllegalStateException("The broker does not listen on port %d after %d s."
                        .formatted(settings.port(), BOUND.toSeconds()));
            if (broker.endsWithin(BETWEEN))
                throw new IllegalStateException("The broker ended with exit code " + broker.onExit().join() + ".");
        }
        answers(Duration.ofNanos(Math.max(deadline - System.nanoTime(), 1)));
    }

    private boolean isListening() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void answers(Duration left) {
        var properties = KafkaClients.properties(settings.bootstrap(), settings.operator(), settings.trustedCertificate());
        try (var admin = Admin.create(properties)) {
            var bound = new DescribeClusterOptions().timeoutMs(Math.toIntExact(left.toMillis()));
            admin.describeCluster(bound).nodes().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("The broker does not answer the operator: " + e.getMessage() + ".", e);
        }
    }
}
