package dev.gatehouse.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

import dev.gatehouse.audit.SecurityEvent;
import dev.gatehouse.tokens.TokenFault;

/**
 * What is known of a refusal while its request lasts, kept in request attributes: whoever refuses writes it down, and
 * {@link RefusalAudit} alone tells the audit, so that there is exactly one record.
 */
final class Refusal {
    private static final String SUBJECT = Refusal.class.getName() + ".subject";
    private static final String TYPE = Refusal.class.getName() + ".type";
    private static final String CODE = Refusal.class.getName() + ".code";
    private static final String REASON = Refusal.class.getName() + ".reason";
    private static final String CAUSE = Refusal.class.getName() + ".cause";
    private static final Pattern OURS = Pattern.compile("urn:gatehouse:([a-z][a-z0-9-]{0,60})");

    private Refusal() {}

    /** Whom the request comes from. */
    static void subject(ServletRequest request, String subject) {
        request.setAttribute(SUBJECT, subject);
    }

    /** Type of the problem that is being answered. */
    static void type(ServletRequest request, String type) {
        request.setAttribute(TYPE, type);
    }

    /** What was refused further in, for which this request will be refused: the record of the one stands for both. */
    static void cause(ServletRequest request, SecurityEvent cause) {
        request.setAttribute(CAUSE, cause);
    }

    static @Nullable SecurityEvent cause(ServletRequest request) {
        return (SecurityEvent) request.getAttribute(CAUSE);
    }

    /** A code for the audit, whatever the status is, where a stranger is told less. */
    static void inside(ServletRequest request, String code, String reason) {
        request.setAttribute(CODE, code);
        request.setAttribute(REASON, reason);
    }

    /** Answers with a problem (RFC 9457) that tells a stranger no more than its type; the reason is for the audit. */
    static void answer(HttpServletRequest request, HttpServletResponse response, WebRefusal code, @Nullable String reason)
            throws IOException {
        request.setAttribute(REASON, reason);
        problem(request, response, code.type(), HttpStatus.valueOf(code.status()));
    }

    /** The same for a token: every fault of one is the same to a stranger, and has a code of its own in the audit. */
    static void answer(HttpServletRequest request, HttpServletResponse response, TokenFault fault, String reason)
            throws IOException {
        inside(request, fault.name(), reason);
        if (fault == TokenFault.ISSUER_UNREACHABLE) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "2");
            problem(request, response, "urn:gatehouse:unavailable", HttpStatus.SERVICE_UNAVAILABLE);
        } else {
            // RFC 6750 §3 would have it say more; what is wrong with a token helps whoever tries tokens.
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            problem(request, response, "urn:gatehouse:unauthorized", HttpStatus.UNAUTHORIZED);
        }
    }

    private static void problem(HttpServletRequest request, HttpServletResponse response, String type, HttpStatus status)
            throws IOException {
        type(request, type);
        response.setStatus(status.value());
        response.setContentType("application/problem+json");
        response.getOutputStream().write("{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d}"
                .formatted(type, status.getReasonPhrase(), status.value()).getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable String subject(ServletRequest request) {
        return (String) request.getAttribute(SUBJECT);
    }

    static @Nullable String reason(ServletRequest request) {
        return (String) request.getAttribute(REASON);
    }

    /** Type to answer a status with when nobody gave one. */
    static String type(ServletRequest request, int status) {
        return request.getAttribute(TYPE) instanceof String type ? type : "urn:gatehouse:http-" + status;
    }

    /** Whether whoever refused gave a code of its own, which the audit is to have whatever the status is. */
    static boolean hasCode(ServletRequest request) {
        return request.getAttribute(CODE) != null;
    }

    /** Code of the problem that was answered, {@code HTTP_<status>} when it has none of ours. */
    static String code(ServletRequest request, int status) {
        if (request.getAttribute(CODE) instanceof String code)
            return code;
        var type = OURS.matcher(type(request, status));
        return type.matches() ? type.group(1).replace('-', '_').toUpperCase(Locale.ROOT) : "HTTP_" + status;
    }
}
