package dev.gatehouse.demo.estate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.security.auth.AuthenticationContext;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.KafkaPrincipalBuilder;
import org.apache.kafka.common.security.auth.KafkaPrincipalSerde;
import org.apache.kafka.common.security.auth.SslAuthenticationContext;
import org.apache.kafka.common.security.authenticator.DefaultKafkaPrincipalBuilder;
import org.apache.kafka.common.security.ssl.SslPrincipalMapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets no connection outlive the certificate that it was made with. Kafka looks at a certificate once, in the handshake, but
 * asks for the principal at each request of a TLS connection; an exception here makes it close that connection. A client that
 * has renewed its certificate connects again and goes on. Names follow {@code ssl.principal.mapping.rules} as usual.
 * Set as {@code principal.builder.class}; needs nothing but Kafka on the class path. Safe for many threads.
 */
public final class LapsingPrincipals implements KafkaPrincipalBuilder, KafkaPrincipalSerde, Configurable {
    private static final Logger LOG = LoggerFactory.getLogger(LapsingPrincipals.class);
    private static final String RULES = "ssl.principal.mapping.rules";
    private static final String SEEN = LapsingPrincipals.class.getName();

    private final InstantSource clock;
    private @Nullable DefaultKafkaPrincipalBuilder names;

    /** For Kafka. */
    public LapsingPrincipals() {
        this(InstantSource.system());
    }

    LapsingPrincipals(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void configure(Map<String, ?> configuration) {
        if (!(configuration.get(RULES) instanceof String rules))
            throw new IllegalArgumentException(RULES + " must say how a subject becomes a principal");
        names = new DefaultKafkaPrincipalBuilder(null, SslPrincipalMapper.fromRules(rules));
    }

    /** @throws SslAuthenticationException when the connection has no certificate, or one that has expired */
    @Override
    public KafkaPrincipal build(AuthenticationContext context) {
        if (!(context instanceof SslAuthenticationContext tls))
            throw new SslAuthenticationException("only TLS connections have a principal here");
        var leaf = leaf(tls.session());
        var end = leaf.getNotAfter().toInstant();
        if (clock.instant().isAfter(end))
            throw new Lapsed("the certificate of %s expired at %s".formatted(leaf.getSubjectX500Principal().getName(), end));
        tell(tls.session(), leaf, end);
        return names().build(context);
    }

    /** Once a connection, for whoever wants to know which certificate is in use where. */
    private static void tell(SSLSession session, X509Certificate leaf, Instant end) {
        if (!LOG.isDebugEnabled() || session.getValue(SEEN) != null)
            return;
        session.putValue(SEEN, true);
        LOG.debug("port {} shows {} with serial {} until {}", session.getPeerPort(), leaf.getSubjectX500Principal().getName(),
                leaf.getSerialNumber().toString(16), end);
    }

    private static X509Certificate leaf(SSLSession session) {
        try {
            return (X509Certificate) session.getPeerCertificates()[0];
        } catch (SSLPeerUnverifiedException none) {
            throw new SslAuthenticationException("the connection has no certificate", none);
        }
    }

    @Override
    public byte[] serialize(KafkaPrincipal principal) {
        return names().serialize(principal);
    }

    @Override
    public KafkaPrincipal deserialize(byte[] bytes) {
        return names().deserialize(bytes);
    }

    private DefaultKafkaPrincipalBuilder names() {
        if (names == null)
            throw new IllegalStateException("Kafka configures this before it is used");
        return names;
    }

    /** Happens in every life of a certificate, hence without the stack trace that Kafka would log. */
    private static final class Lapsed extends SslAuthenticationException {
        private static final long serialVersionUID = 1;

        Lapsed(String message) {
            super(message);
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
