package dev.gatehouse.demo.issuer;

import java.net.URI;
import java.util.List;

/**
 * @param url how the issuer calls itself in {@code iss}, and where others find it; without a path
 * @param address where it listens, a host name or IP address
 * @param audience the service that the tokens are for
 */
public record IssuerSettings(URI url, String address, int port, String audience, List<Resident> residents) {
    public IssuerSettings {
        residents = List.copyOf(residents);
        if (!"https".equals(url.getScheme()) || url.getHost() == null || !url.getPath().isEmpty() || url.getQuery() != null)
            throw new IllegalArgumentException("'%s' is not 'https://', a host and perhaps a port".formatted(url));
    }

    /** On this machine alone. */
    public static IssuerSettings local(int port, String audience, List<Resident> residents) {
        return new IssuerSettings(URI.create("https://localhost:" + port), "127.0.0.1", port, audience, residents);
    }
}
