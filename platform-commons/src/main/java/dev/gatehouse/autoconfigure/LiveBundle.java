package dev.gatehouse.autoconfigure;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslManagerBundle;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;

import dev.gatehouse.identity.CurrentIdentity;
import dev.gatehouse.identity.ServiceIdentity;

/**
 * The current identity as an SSL bundle that is never out of date. Clients keep the bundle, or a context that was made of it,
 * for as long as they live; its managers ask for the identity in each handshake. Tomcat wants key stores: those of the moment
 * in which it asks, which is when it starts and when the registry tells it of an update. Thread-safe.
 */
final class LiveBundle implements SslBundle {
    private final CurrentIdentity current;
    private final Function<ServiceIdentity, Set<X509Certificate>> trusted;
    private final SslManagerBundle managers;
    /** The same for every identity: who asks for stores and then for the password may get those of two. */
    private final String password = Bundles.newPassword();
    private final Set<SSLContext> contexts = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private volatile @Nullable Snapshot snapshot;

    private record Snapshot(ServiceIdentity identity, SslBundle bundle, X509ExtendedTrustManager trust) {}

    LiveBundle(CurrentIdentity current, Function<ServiceIdentity, Set<X509Certificate>> trusted) {
        this.current = current;
        this.trusted = trusted;
        this.managers = new Managers(new IdentityKeyManager(current), new IdentityTrustManager(() -> now().trust));
    }

    private Snapshot now() {
        var identity = current.get();
        var known = snapshot;
        if (known == null || !known.identity.equals(identity)) {
            var bundle = Bundles.of(identity, trusted.apply(identity), password);
            var trust = Arrays.stream(bundle.getManagers().getTrustManagers()).filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast).findFirst().orElseThrow();
            known = new Snapshot(identity, bundle, trust);
            snapshot = known;
        }
        return known;
    }

    /** To be called after a change: a session that was resumed would show the peer the identity that it was begun with. */
    void forgetSessions() {
        synchronized (contexts) {
            for (var context : contexts)
                for (var id : Collections.list(context.getClientSessionContext().getIds())) {
                    var session = context.getClientSessionContext().getSession(id);
                    if (session != null)
                        session.invalidate();
                }
        }
    }

    @Override
    public SSLContext createSslContext() {
        var context = managers.createSslContext(getProtocol());
        contexts.add(context);
        return context;
    }

    @Override
    public SslManagerBundle getManagers() {
        return managers;
    }

    @Override
    public SslStoreBundle getStores() {
        return now().bundle.getStores();
    }

    @Override
    public SslBundleKey getKey() {
        return now().bundle.getKey();
    }

    @Override
    public SslOptions getOptions() {
        return now().bundle.getOptions();
    }

    @Override
    public String getProtocol() {
        return now().bundle.getProtocol();
    }

    private record Managers(KeyManager keys, TrustManager trust) implements SslManagerBundle {
        @Override
        public KeyManager[] getKeyManagers() {
            return new KeyManager[]{keys};
        }

        @Override
        public TrustManager[] getTrustManagers() {
            return new TrustManager[]{trust};
        }

        @Override
        public KeyManagerFactory getKeyManagerFactory() {
            throw noFactories();
        }

        @Override
        public TrustManagerFactory getTrustManagerFactory() {
            throw noFactories();
        }

        private static UnsupportedOperationException noFactories() {
            return new UnsupportedOperationException("a factory would hold on to one identity; take the managers, which do not");
        }
    }
}
