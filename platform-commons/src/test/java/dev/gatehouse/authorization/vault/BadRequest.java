package dev.gatehouse.authorization.vault;

import java.io.IOException;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * What a service could send to be somebody else, or for longer.
 *
 * @param what for people
 * @param parameters of the call, beside the request
 */
record BadRequest(String what, String subject, List<GeneralName> names, Map<String, Object> parameters, String key,
        boolean authority) {
    /** The JDK knows no P-224. */
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    static final String OWN = "spiffe://estate-test/oven";

    /** Of the oven, thirty and some; each differs from a good one in what its name says. */
    static List<BadRequest> all() {
        var all = new ArrayList<BadRequest>();
        all.add(good("the CN of another as a parameter").with("common_name", "sink"));
        all.add(good("a CN that begins with the own").with("common_name", "oven-2"));
        all.add(good("a CN that the own begins with").with("common_name", "ove"));
        all.add(good("a CN below the own").with("common_name", "a.oven"));
        all.add(good("a CN with a wildcard").with("common_name", "*.oven"));
        all.add(good("a CN that is a wildcard").with("common_name", "*"));
        all.add(good("an e-mail address for a CN").with("common_name", "oven@sink"));
        all.add(good("two CNs in one").with("common_name", "oven,CN=sink"));
        all.add(good("the CN in capitals").with("common_name", "OVEN"));
        all.add(good("localhost for a CN").with("common_name", "localhost"));
        all.add(good("the operator for a CN").with("common_name", "operator"));
        all.add(good("the CN of another in the request").of("CN=sink"));
        all.add(good("two CNs in the request").of("CN=sink,CN=oven"));
        all.add(good("more than a CN in the request").of("CN=oven,OU=sink,O=estate"));
        all.add(good("the URI of another").named(uri("spiffe://estate-test/sink")));
        all.add(good("a second URI").named(uri(OWN), uri("spiffe://estate-test/sink")));
        all.add(good("the own URI twice").named(uri(OWN), uri(OWN)));
        all.add(good("the URI of another realm").named(uri("spiffe://production/oven")));
        all.add(good("a URI that begins with the own").named(uri(OWN + "/sink")));
        all.add(good("no alternative name at all").named());
        all.add(good("a second DNS name").named(uri(OWN), dns("oven"), dns("sink")));
        all.add(good("a wildcard for a DNS name").named(uri(OWN), dns("*.estate")));
        all.add(good("localhost for a DNS name").named(uri(OWN), dns("localhost")));
        all.add(good("an IP address").named(uri(OWN), new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
        all.add(good("an e-mail address").named(uri(OWN), new GeneralName(GeneralName.rfc822Name, "oven@sink")));
        all.add(good("another kind of name").named(uri(OWN), otherName()));
        all.add(good("a directory name").named(uri(OWN), new GeneralName(GeneralName.directoryName, "CN=sink")));
        all.add(good("the DNS name of another as a parameter").with("alt_names", "oven,sink"));
        all.add(good("an IP address as a parameter").with("ip_sans", "10.0.0.1"));
        all.add(good("the URI of another as a parameter").with("uri_sans", "spiffe://estate-test/sink"));
        all.add(good("another kind of name as a parameter").with("other_sans", "1.3.6.1.4.1.311.20.2.3;UTF8:sink"));
        all.add(good("a user id as a parameter").with("user_ids", "sink"));
        all.add(good("a long life").with("ttl", "8760h"));
        all.add(good("an end far away").with("not_after", within()));
        all.add(good("a beginning long ago").with("not_before", "2020-01-01T00:00:00Z"));
        all.add(good("an authority's flag").asAuthority());
        all.add(good("an RSA key that is short").keyed("RSA-1024"));
        all.add(good("a key on P-384").keyed("secp384r1"));
        all.add(good("a key on P-224").keyed("secp224r1"));
        all.add(good("an Ed25519 key").keyed("Ed25519"));
        all.add(good("a serial number of its own").with("serial_number", "sink"));
        return all;
    }

    /** The authority itself lasts a year: beyond it, it would be refused for that reason. */
    private static String within() {
        return Instant.now().plus(Duration.ofDays(200)).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static BadRequest good(String what) {
        return new BadRequest(what, "CN=oven", List.of(uri(OWN)), Map.of("common_name", "oven", "exclude_cn_from_sans", true),
                "secp256r1",
                false);
    }

    Map<String, Object> body() {
        var body = new LinkedHashMap<>(parameters);
        body.put("csr", pem());
        return body;
    }

    private BadRequest with(String parameter, Object value) {
        var more = new LinkedHashMap<>(parameters);
        more.put(parameter, value);
        return new BadRequest(what, subject, names, more, key, authority);
    }

    private BadRequest of(String other) {
        var fewer = new LinkedHashMap<>(parameters);
        fewer.remove("common_name");
        return new BadRequest(what, other, names, fewer, key, authority);
    }

    private BadRequest named(GeneralName... others) {
        return new BadRequest(what, subject, List.of(others), parameters, key, authority);
    }

    private BadRequest keyed(String other) {
        return new BadRequest(what, subject, names, parameters, other, authority);
    }

    private BadRequest asAuthority() {
        return new BadRequest(what, subject, names, parameters, key, true);
    }

    private String pem() {
        try {
            var keys = keys();
            var extensions = new ExtensionsGenerator();
            if (!names.isEmpty())
                extensions.addExtension(Extension.subjectAlternativeName, false,
                        new GeneralNames(names.toArray(GeneralName[]::new)));
            if (authority) {
                extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
                extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            }
            var request = new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), keys.getPublic());
            if (!extensions.isEmpty())
                request.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
            var text = new StringWriter();
            try (var pem = new JcaPEMWriter(text)) {
                var signer = new JcaContentSignerBuilder(algorithm());
                if (keys.getPrivate().getAlgorithm().equals("EC"))
                    signer.setProvider(BOUNCY_CASTLE);
                pem.writeObject(request.build(signer.build(keys.getPrivate())));
            }
            return text.toString();
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new AssertionError(what, e);
        }
    }

    private KeyPair keys() throws GeneralSecurityException {
        if (key.equals("Ed25519"))
            return KeyPairGenerator.getInstance(key).generateKeyPair();
        var rsa = key.startsWith("RSA-");
        var generator = rsa ? KeyPairGenerator.getInstance("RSA") : KeyPairGenerator.getInstance("EC", BOUNCY_CASTLE);
        if (rsa)
            generator.initialize(Integer.parseInt(key.substring(4)));
        else
            generator.initialize(new ECGenParameterSpec(key));
        return generator.generateKeyPair();
    }

    private String algorithm() {
        return key.equals("Ed25519") ? key : key.startsWith("RSA-") ? "SHA256withRSA" : "SHA256withECDSA";
    }

    private static GeneralName uri(String uri) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, uri);
    }

    private static GeneralName dns(String name) {
        return new GeneralName(GeneralName.dNSName, name);
    }

    /** A user principal name, as Windows reads it. */
    private static GeneralName otherName() {
        return new GeneralName(GeneralName.otherName, new DERSequence(new ASN1Encodable[]{
                new ASN1ObjectIdentifier("1.3.6.1.4.1.311.20.2.3"), new DERTaggedObject(true, 0, new DERUTF8String("sink"))}));
    }
}
