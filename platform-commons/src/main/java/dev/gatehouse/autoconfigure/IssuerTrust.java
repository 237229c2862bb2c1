package dev.gatehouse.autoconfigure;

import java.security.GeneralSecurityException;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

import org.springframework.boot.ssl.SslBundles;

import dev.gatehouse.autoconfigure.GatehouseProperties.Authority;

/** Whom a service believes to be the issuer's server. Asked anew for each connection, so that a bundle that was renewed counts. */
record IssuerTrust(Authority authority, SslBundles bundles) implements Supplier<SSLContext> {
    @Override
    public SSLContext get() {
        return switch (authority) {
            case PLATFORM -> bundles.getBundle(Bundles.PEERS).createSslContext();
            case PUBLIC -> ofTheJdk();
        };
    }

    private static SSLContext ofTheJdk() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the JDK has no trusted authorities", broken);
        }
    }
}
