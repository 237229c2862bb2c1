package dev.gatehouse.demo.estate;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A small certificate authority for one machine: ECDSA on P-256, profile of RFC 5280, a root that signs leaves itself.
 * It keeps no record of what it issued and revokes nothing; its certificates are meant to be short-lived. Safe for many threads.
 */
public final class CertificateAuthority {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PemIdentity root;
    private final X500Name name;
    private final PublicKey publicKey;
    private final PrivateKey privateKey;

    private CertificateAuthority(PemIdentity root, PrivateKey privateKey) {
        X509Certificate certificate = root.certificate();
        this.root = root;
        this.name = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        this.publicKey = certificate.getPublicKey();
        this.privateKey = privateKey;
    }

    /** A new authority with a new key, in memory until it is saved. */
    public static CertificateAuthority create(String commonName, Validity validity) {
        try {
            var keys = newKeyPair();
            var name = new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
            var certificate = builder(name, validity, name, keys.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            identify(certificate, keys.getPublic(), keys.getPublic());
            return new CertificateAuthority(new PemIdentity(sign(certificate, keys.getPrivate()), pem(keys.getPrivate())),
                    keys.getPrivate());
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("cannot create an authority for '" + commonName + "'", e);
        }
    }

    /** An authority that was saved in this folder. */
    public static CertificateAuthority load(Path folder) {
        var root = PemIdentity.read(folder);
        try {
            var key = new PKCS8EncodedKeySpec(Pem.decode("PRIVATE KEY", root.key()));
            return new CertificateAuthority(root, KeyFactory.getInstance("EC").generatePrivate(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the key of the authority in " + folder + " cannot be read", e);
        }
    }

    /** Writes {@code certificate.pem} and {@code key.pem}; whoever can read the latter can be anybody. */
    public void save(Path folder) {
        root.write(folder);
    }

    /** The certificate to trust, PEM. */
    public String certificatePem() {
        return root.certificates();
    }

    /** A new key and a certificate for it. */
    public PemIdentity issue(CertificateRequest request) {
        try {
            var keys = newKeyPair();
            var certificate = builder(name, request.validity(), subject(request), keys.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.extendedKeyUsage, false, uses(request));
            identify(certificate, keys.getPublic(), publicKey);
            var names = alternativeNames(request);
            if (names.getNames().length > 0)
                certificate.addExtension(Extension.subjectAlternativeName, false, names);
            return new PemIdentity(sign(certificate, privateKey) + root.certificates(), pem(keys.getPrivate()));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("cannot issue a certificate for '" + request.commonName() + "'", e);
        }
    }

    private static KeyPair newKeyPair() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        return generator.generateKeyPair();
    }

    private static X509v3CertificateBuilder builder(X500Name issuer, Validity validity, X500Name subject, PublicKey key) {
        var serial = new BigInteger(128, RANDOM).max(BigInteger.ONE);
        return new JcaX509v3CertificateBuilder(issuer, serial, Date.from(validity.from().truncatedTo(ChronoUnit.SECONDS)),
                Date.from(validity.until().truncatedTo(ChronoUnit.SECONDS)), subject, key);
    }

    /** Subject and authority key identifiers, by which a verifier finds the right issuer among those of the same name. */
    private static void identify(X509v3CertificateBuilder certificate, PublicKey subject, PublicKey issuer)
            throws GeneralSecurityException, IOException {
        var extensions = new JcaX509ExtensionUtils();
        certificate.addExtension(Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(subject));
        certificate.addExtension(Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(issuer));
    }

    /** Encoded from the broadest part to the narrowest, so that RFC 2253 prints the common name first. */
    private static X500Name subject(CertificateRequest request) {
        var subject = new X500NameBuilder();
        request.unit().ifPresent(unit -> subject.addRDN(BCStyle.OU, unit));
        return subject.addRDN(BCStyle.CN, request.commonName()).build();
    }

    private static ExtendedKeyUsage uses(CertificateRequest request) {
        return new ExtendedKeyUsage(request.uses().stream().sorted().map(use -> switch (use) {
            case CLIENT -> KeyPurposeId.id_kp_clientAuth;
            case SERVER -> KeyPurposeId.id_kp_serverAuth;
        }).toArray(KeyPurposeId[]::new));
    }

    private static GeneralNames alternativeNames(CertificateRequest request) {
        var names = new ArrayList<GeneralName>();
        request.uris().forEach(uri -> names.add(new GeneralName(GeneralName.uniformResourceIdentifier, uri.toString())));
        request.dnsNames().forEach(dns -> names.add(new GeneralName(GeneralName.dNSName, dns)));
        request.addresses().forEach(address -> names.add(new GeneralName(GeneralName.iPAddress, address)));
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }

    private static String sign(X509v3CertificateBuilder certificate, PrivateKey key)
            throws OperatorCreationException, IOException {
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
        return Pem.encode("CERTIFICATE", certificate.build(signer).getEncoded());
    }

    private static String pem(PrivateKey key) {
        return Pem.encode("PRIVATE KEY", key.getEncoded());
    }
}
