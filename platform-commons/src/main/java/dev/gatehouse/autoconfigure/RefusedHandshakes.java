package dev.gatehouse.autoconfigure;

import java.security.cert.CertificateException;
import java.time.InstantSource;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.audit.Audit;
import dev.gatehouse.audit.SecurityEvent;

/**
 * Audits connections that fail before there is a request. Tomcat tells of them in one place only, a logger that is silent
 * by default (NioEndpoint, for both ports); hence a handler of that logger and no wrapping of its TLS engine.
 */
final class RefusedHandshakes extends Handler {
    private static final Pattern ADDRESS = Pattern.compile("\\[([0-9a-fA-F:.]{2,45})]");

    /** Held here, as the logging framework may forget a logger that nobody holds. */
    private final Logger logger = Logger.getLogger("org.apache.tomcat.util.net.NioEndpoint.handshake");
    private final Audit audit;
    private final InstantSource time;

    RefusedHandshakes(Audit audit, InstantSource time) {
        this.audit = audit;
        this.time = time;
    }

    void listen() {
        logger.setLevel(Level.FINE);
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    /** Only what TLS itself refused: a connection that merely broke off is nobody's refusal. */
    @Override
    public void publish(LogRecord record) {
        if (record.getThrown() instanceof SSLException refused)
            audit.write(SecurityEvent.of(time.instant(), "web", code(refused).name()).from(address(record.getMessage()))
                    .saying(reason(refused).getMessage()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }

    private static WebRefusal code(SSLException refused) {
        if (String.valueOf(refused.getMessage()).contains("Empty client certificate chain"))
            return WebRefusal.NO_CERTIFICATE;
        return reason(refused) instanceof CertificateException ? WebRefusal.BAD_CERTIFICATE : WebRefusal.BAD_HANDSHAKE;
    }

    /** The certificate's fault if there is one in the chain of causes. */
    private static Throwable reason(SSLException refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause())
            if (cause instanceof CertificateException)
                return cause;
        return refused;
    }

    private static @Nullable String address(@Nullable String message) {
        var address = ADDRESS.matcher(String.valueOf(message));
        return address.find() ? address.group(1) : null;
    }
}
