package dev.gatehouse.demo.estate;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a certificate shall say. The subject is {@code CN=<commonName>}, with a unit {@code CN=<commonName>,OU=<unit>}.
 *
 * @param unit organizational unit, for devices their block
 * @param addresses IP addresses as text, never host names
 */
public record CertificateRequest(String commonName, Optional<String> unit, List<URI> uris, List<String> dnsNames,
        List<String> addresses, Set<Use> uses, Validity validity) {
    /** Extended key usage (RFC 5280 §4.2.1.12): for which end of a TLS connection the certificate is good. */
    public enum Use {
        CLIENT, SERVER
    }

    public CertificateRequest {
        if (commonName.isBlank() || uses.isEmpty())
            throw new IllegalArgumentException("a certificate needs a common name and at least one use");
        uris = List.copyOf(uris);
        dnsNames = List.copyOf(dnsNames);
        addresses = List.copyOf(addresses);
        uses = Set.copyOf(uses);
    }

    /** Identity of a service, the broker, the operator: both ends of a connection, on this machine. */
    public static CertificateRequest service(String realm, String name, Validity validity) {
        return new CertificateRequest(name, Optional.empty(), List.of(URI.create("spiffe://" + realm + "/" + name)),
                localNames(name), List.of("127.0.0.1"), EnumSet.allOf(Use.class), validity);
    }

    /** Identity of a device: a client, without a SPIFFE id, so that it can never stand for a service. */
    public static CertificateRequest device(String id, String block, Validity validity) {
        return new CertificateRequest(id, Optional.of(block), List.of(), List.of(), List.of(), EnumSet.of(Use.CLIENT), validity);
    }

    /** A certificate that no server may accept from a client. */
    public static CertificateRequest serverOnly(String name, Validity validity) {
        return new CertificateRequest(name, Optional.empty(), List.of(), localNames(name), List.of("127.0.0.1"),
                EnumSet.of(Use.SERVER), validity);
    }

    private static List<String> localNames(String name) {
        return name.equals("localhost") ? List.of(name) : List.of("localhost", name);
    }
}
