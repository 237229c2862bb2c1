package dev.gatehouse.autoconfigure;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.identity.CurrentIdentity;
import dev.gatehouse.identity.ServiceIdentity;

/**
 * Shows the identity that counts when a handshake begins. The alias that a handshake is given names one identity, so that
 * certificate and key belong together even if the identity changes meanwhile. It is shown whichever authorities the peer names:
 * that has been verified by then, and decides. Thread-safe.
 */
final class IdentityKeyManager extends X509ExtendedKeyManager {
    private final CurrentIdentity current;
    private ServiceIdentity newest;
    /** Handshakes that have begun with it must be able to end. */
    private ServiceIdentity before;

    IdentityKeyManager(CurrentIdentity current) {
        this.current = current;
        this.newest = current.get();
        this.before = newest;
    }

    private synchronized @Nullable String choose(String... keyTypes) {
        var identity = current.get();
        if (!identity.equals(newest)) {
            before = newest;
            newest = identity;
        }
        return Arrays.asList(keyTypes).contains(identity.key().getAlgorithm()) ? alias(identity) : null;
    }

    private synchronized Optional<ServiceIdentity> find(@Nullable String alias) {
        return Stream.of(newest, before).filter(identity -> alias(identity).equals(alias)).findFirst();
    }

    private static String alias(ServiceIdentity identity) {
        return identity.leaf().getSerialNumber().toString(16);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return choose(types);
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return choose(types);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return choose(type);
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return choose(type);
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
        var alias = choose(type);
        return alias == null ? null : new String[]{alias};
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        return getClientAliases(type, issuers);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
        return find(alias).map(identity -> identity.chain().toArray(X509Certificate[]::new)).orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(@Nullable String alias) {
        return find(alias).map(ServiceIdentity::key).orElse(null);
    }
}
