package dev.gatehouse.identity;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * For drivers that are told the name of a socket factory's class instead of being given one, as PostgreSQL's. Each connection
 * asks anew for the identity that counts, is TLS 1.3, and verifies the server's name (RFC 9110 section 4.3.4). Thread-safe.
 */
public final class IdentitySocketFactory extends SSLSocketFactory {
    private static final Map<String, CurrentIdentity> KNOWN = new ConcurrentHashMap<>();
    private static final String[] TLS_1_3 = {"TLSv1.3"};
    private final CurrentIdentity identity;

    /** For the driver; {@code name} is what {@link #register} answered. */
    public IdentitySocketFactory(String name) {
        var known = KNOWN.get(name);
        if (known == null)
            throw new IllegalStateException("nobody registered an identity under this name");
        this.identity = known;
    }

    /** The name under which the driver's factories find this identity. */
    public static String register(CurrentIdentity identity) {
        var name = UUID.randomUUID().toString();
        KNOWN.put(name, identity);
        return name;
    }

    /** No factory can be made of the name any more. */
    public static void forget(String name) {
        KNOWN.remove(name);
    }

    @Override
    public Socket createSocket(Socket connected, String host, int port, boolean autoClose) throws IOException {
        var socket = (SSLSocket) context(identity.get()).getSocketFactory().createSocket(connected, host, port, autoClose);
        var parameters = socket.getSSLParameters();
        parameters.setProtocols(TLS_1_3);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static SSLContext context(ServiceIdentity identity) {
        // In memory only; the password satisfies the interface.
        var password = HexFormat.of().formatHex(SecureRandom.getSeed(16)).toCharArray();
        try {
            var store = empty();
            store.setKeyEntry("service", identity.key(), password, identity.chain().toArray(Certificate[]::new));
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            var trusted = empty();
            for (var authority : identity.peers())
                trusted.setCertificateEntry("ca-" + trusted.size(), authority);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException("the JDK refuses to hold keys in memory", impossible);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return context(identity.get()).getSocketFactory().getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return context(identity.get()).getSocketFactory().getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw onlyUpgrades();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw onlyUpgrades();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw onlyUpgrades();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
        throw onlyUpgrades();
    }

    private static UnsupportedOperationException onlyUpgrades() {
        return new UnsupportedOperationException("makes TLS of a connection that is there, with a name to verify");
    }
}
