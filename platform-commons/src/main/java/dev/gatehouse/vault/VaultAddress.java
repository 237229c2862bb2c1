package dev.gatehouse.vault;

import java.net.URI;

/** Where a Vault answers: {@code https://host:port}, and nothing else. */
public record VaultAddress(URI url) {
    public VaultAddress {
        if (!"https".equals(url.getScheme()) || url.getHost() == null || url.getRawUserInfo() != null || url.getRawQuery() != null
                || url.getRawFragment() != null || !(url.getRawPath().isEmpty() || url.getRawPath().equals("/")))
            throw new IllegalArgumentException(
                    "'%s' is no address of a Vault: https, a host and perhaps a port, such as https://vault:8200".formatted(url));
    }

    /** @throws IllegalArgumentException naming the value, the rule and an example */
    public static VaultAddress of(String url) {
        return new VaultAddress(URI.create(url));
    }

    int port() {
        return url.getPort() < 0 ? 443 : url.getPort();
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
