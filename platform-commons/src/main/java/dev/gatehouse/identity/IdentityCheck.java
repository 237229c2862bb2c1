package dev.gatehouse.identity;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/** Everything that must hold for an identity before it is shown to anybody. Answers with all problems at once. */
public final class IdentityCheck {
    /** id-kp-serverAuth and id-kp-clientAuth (RFC 5280 §4.2.1.12): a service is both ends. */
    private static final Set<String> BOTH_ENDS = Set.of("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");

    private final SpiffeId expected;
    private final boolean admitsDevices;

    public IdentityCheck(Realm realm, ServiceName service) {
        this(realm, service, false);
    }

    /** @param admitsDevices whether the service has to know the authority of devices */
    public IdentityCheck(Realm realm, ServiceName service, boolean admitsDevices) {
        this.expected = new SpiffeId(realm, service);
        this.admitsDevices = admitsDevices;
    }

    /** Returns what is wrong; empty when the identity may be used. */
    public List<IdentityProblem> problems(ServiceIdentity identity, Instant now) {
        var problems = new ArrayList<IdentityProblem>();
        names(identity, problems);
        validity(identity, now, problems);
        usage(identity.leaf(), problems);
        if (!belongTogether(identity))
            add(problems, IdentityFault.WRONG_KEY, "the private key is not the one of the certificate");
        var untrusted = whyUntrusted(identity, now);
        if (untrusted != null)
            add(problems, IdentityFault.UNTRUSTED, "the chain does not lead to a trusted authority: " + untrusted);
        if (identity.devices().stream().map(X509Certificate::getPublicKey).anyMatch(keys(identity.peers())::contains))
            add(problems, IdentityFault.SHARED_AUTHORITY, "the devices' authority is also trusted for services");
        if (admitsDevices && identity.devices().isEmpty())
            add(problems, IdentityFault.NO_DEVICE_AUTHORITY,
                    "devices are to be admitted, but no authority of devices is known, without which none could be told from a service");
        return List.copyOf(problems);
    }

    private void names(ServiceIdentity identity, List<IdentityProblem> problems) {
        if (!identity.realm().equals(expected.realm()))
            add(problems, IdentityFault.WRONG_REALM,
                    "it was issued for realm %s, this is %s".formatted(identity.realm(), expected.realm()));
        var subject = CertificateNames.subject(identity.leaf());
        if (!identity.service().equals(expected.service()) || !subject.equals("CN=" + expected.service()))
            add(problems, IdentityFault.WRONG_NAME, "it was issued for %s with subject %s, this service needs exactly CN=%s"
                    .formatted(identity.service(), subject, expected.service()));
        try {
            var uris = CertificateNames.uris(identity.leaf());
            if (!uris.equals(List.of(expected.toString())))
                add(problems, IdentityFault.WRONG_SPIFFE_ID,
                        "its URIs are %s, this service needs exactly %s".formatted(uris, expected));
        } catch (CertificateParsingException malformed) {
            add(problems, IdentityFault.WRONG_SPIFFE_ID, "its alternative names cannot be read");
        }
    }

    private static void validity(ServiceIdentity identity, Instant now, List<IdentityProblem> problems) {
        for (var certificate : identity.chain()) {
            var from = certificate.getNotBefore().toInstant();
            var until = certificate.getNotAfter().toInstant();
            if (now.isBefore(from))
                add(problems, IdentityFault.NOT_YET_VALID, "%s is valid from %s, now it is %s; compare the clocks"
                        .formatted(CertificateNames.subject(certificate), from, now));
            if (now.isAfter(until))
                add(problems, IdentityFault.EXPIRED,
                        "%s expired at %s, now it is %s".formatted(CertificateNames.subject(certificate), until, now));
        }
    }

    private static void usage(X509Certificate leaf, List<IdentityProblem> problems) {
        try {
            var usages = leaf.getExtendedKeyUsage();
            if (usages == null || !usages.containsAll(BOTH_ENDS))
                add(problems, IdentityFault.WRONG_USAGE, "it must be usable as client and as server (clientAuth and serverAuth)");
        } catch (CertificateParsingException malformed) {
            add(problems, IdentityFault.WRONG_USAGE, "its usages cannot be read");
        }
    }

    /** By signing and verifying: the only test that works for every kind of key. */
    private static boolean belongTogether(ServiceIdentity identity) {
        try {
            var signature = Signature.getInstance(algorithm(identity.key().getAlgorithm()));
            var message = identity.leaf().getSerialNumber().toByteArray();
            signature.initSign(identity.key());
            signature.update(message);
            var signed = signature.sign();
            signature.initVerify(identity.leaf().getPublicKey());
            signature.update(message);
            return signature.verify(signed);
        } catch (GeneralSecurityException otherKindOfKey) {
            return false;
        }
    }

    private static String algorithm(String key) {
        return switch (key) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key;
        };
    }

    /** Path validation of RFC 5280 §6 as of {@code now}; validity has a message of its own, so a lapsed chain is judged while it was valid. */
    private static @Nullable String whyUntrusted(ServiceIdentity identity, Instant now) {
        try {
            var anchors = identity.peers().stream().map(c -> new TrustAnchor(c, null)).collect(Collectors.toSet());
            var parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(withinValidity(identity, now)));
            var path = identity.chain().stream().filter(c -> !identity.peers().contains(c)).toList();
            CertPathValidator.getInstance("PKIX").validate(CertificateFactory.getInstance("X.509").generateCertPath(path),
                    parameters);
            return null;
        } catch (GeneralSecurityException broken) {
            return broken.getMessage();
        }
    }

    private static Instant withinValidity(ServiceIdentity identity, Instant now) {
        var from = identity.leaf().getNotBefore().toInstant();
        var until = identity.leaf().getNotAfter().toInstant();
        return now.isBefore(from) ? from : now.isAfter(until) ? until : now;
    }

    private static Set<PublicKey> keys(Set<X509Certificate> authorities) {
        return authorities.stream().map(X509Certificate::getPublicKey).collect(Collectors.toSet());
    }

    private static void add(List<IdentityProblem> problems, IdentityFault fault, String what) {
        problems.add(new IdentityProblem(fault, what));
    }
}
