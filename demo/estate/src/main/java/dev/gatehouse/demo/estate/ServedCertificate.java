package dev.gatehouse.demo.estate;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

import org.jspecify.annotations.Nullable;

/** Looks which certificate a port of this machine shows. Nothing is sent and nobody is trusted. */
public final class ServedCertificate {
    private static final int TIMEOUT_MILLIS = 2000;

    private ServedCertificate() {}

    /** Serial of the leaf; empty while nobody answers. */
    public static Optional<BigInteger> serial(int port) {
        var seen = new Onlooker();
        try {
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(null, new TrustManager[]{seen}, null);
            try (var socket = (SSLSocket) context.getSocketFactory().createSocket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
                socket.setSoTimeout(TIMEOUT_MILLIS);
                socket.startHandshake();
            }
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the JDK speaks TLS 1.3", impossible);
        } catch (IOException refused) {
            // A port that wants a certificate refuses after it has shown its own, which is all that is looked for.
        }
        return Optional.ofNullable(seen.serial);
    }

    /** Safe because the connection is closed at once, and what it showed is only compared with what is expected. */
    private static final class Onlooker implements X509TrustManager {
        private @Nullable BigInteger serial;

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {
            serial = chain[0].getSerialNumber();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {
            throw new UnsupportedOperationException("never a server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
