package dev.gatehouse.autoconfigure;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.gatehouse.demo.estate.CertificateAuthority;
import dev.gatehouse.demo.estate.CertificateRequest;
import dev.gatehouse.identity.CurrentIdentity;
import dev.gatehouse.identity.ServiceIdentity;
import dev.gatehouse.identity.local.LocalIdentity;
import dev.gatehouse.names.Realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A client keeps one TLS context, as HTTP clients do, while its identity changes; a server writes down whom it sees. */
class LiveBundleTest {
    private final TestEstate estate = new TestEstate();
    private final BlockingQueue<BigInteger> seen = new LinkedBlockingQueue<>();

    @TempDir
    private Path folder;
    private CurrentIdentity current;
    private LiveBundle bundle;
    private SSLServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        current = new CurrentIdentity(laid(Map.of()));
        bundle = new LiveBundle(current, ServiceIdentity::peers);
        var other = new LiveBundle(new CurrentIdentity(laid(Map.of())), ServiceIdentity::peers);
        server = (SSLServerSocket) other.createSslContext().getServerSocketFactory().createServerSocket(0);
        server.setNeedClientAuth(true);
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aClientThatKeepsItsContextShowsTheNewCertificate() throws Exception {
        var context = bundle.createSslContext();
        assertThat(shownBy(context)).isEqualTo(serial());

        current.replaceWith(laid(Map.of()));
        bundle.forgetSessions();

        assertThat(shownBy(context)).isEqualTo(serial());
    }

    @Test
    void aSessionThatIsNotForgottenWouldShowTheOldOne() throws Exception {
        var context = bundle.createSslContext();
        var old = shownBy(context);

        current.replaceWith(laid(Map.of()));

        assertThat(shownBy(context)).as("resumed").isEqualTo(old).isNotEqualTo(serial());
    }

    @Test
    void trustIsAskedForInEachHandshake() throws Exception {
        var context = bundle.createSslContext();
        shownBy(context);

        var others = CertificateAuthority.create("another authority", estate.today);
        current.replaceWith(laid(Map.of("ca.pem", others.certificatePem())));
        bundle.forgetSessions();

        assertThatThrownBy(() -> shownBy(context)).isInstanceOf(SSLException.class)
                .hasMessageContaining("unable to find valid certification path");
    }

    @Test
    void aHandshakeThatHasBegunEndsWithTheIdentityItBeganWith() {
        var keys = new IdentityKeyManager(current);
        var before = current.get();
        var alias = keys.chooseEngineClientAlias(new String[]{"EC"}, null, null);

        current.replaceWith(laid(Map.of()));
        keys.chooseEngineClientAlias(new String[]{"EC"}, null, null);

        assertThat(keys.getCertificateChain(alias)).containsExactly(before.chain().toArray(X509Certificate[]::new));
        assertThat(keys.getPrivateKey(alias)).isEqualTo(before.key());
    }

    @Test
    void showsNothingWhereAnotherKindOfKeyIsAskedFor() {
        assertThat(new IdentityKeyManager(current).chooseEngineClientAlias(new String[]{"RSA"}, null, null)).isNull();
    }

    private ServiceIdentity laid(Map<String, String> others) {
        estate.lay(folder, estate.platform.issue(CertificateRequest.service(TestEstate.REALM, "iot-ingest", estate.today)),
                others);
        return new LocalIdentity(folder, new Realm(TestEstate.REALM)).read();
    }

    private BigInteger serial() {
        return current.get().leaf().getSerialNumber();
    }

    private BigInteger shownBy(SSLContext context) throws Exception {
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", server.getLocalPort())) {
            socket.getInputStream().read();
        }
        return seen.poll(10, TimeUnit.SECONDS);
    }

    private void serve() {
        while (!server.isClosed())
            try (var socket = (SSLSocket) server.accept()) {
                socket.startHandshake();
                seen.add(((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber());
                socket.getOutputStream().write(1);
            } catch (IOException refused) {
                // The client is told by the alert.
            }
    }
}
