package dev.gatehouse.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

import dev.gatehouse.audit.SecurityEvent;

/**
 * What is known of a refusal while its request lasts, kept in request attributes: whoever refuses writes it down, and
 * {@link RefusalAudit} alone tells the audit, so that there is exactly one record.
 */
final class Refusal {
    private static final String SUBJECT = Refusal.class.getName() + ".subject";
    private static final String TYPE = Refusal.class.getName() + ".type";
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

    /** Answers with a problem (RFC 9457) that tells a stranger no more than its type; the reason is for the audit. */
    static void answer(HttpServletRequest request, HttpServletResponse response, WebRefusal code, @Nullable String reason)
            throws IOException {
        type(request, code.type());
        request.setAttribute(REASON, reason);
        response.setStatus(code.status());
        response.setContentType("application/problem+json");
        response.getOutputStream().write("{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d}"
                .formatted(code.type(), HttpStatus.valueOf(code.status()).getReasonPhrase(), code.status())
                .getBytes(StandardCharsets.UTF_8));
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

    /** Code of the problem that was answered, {@code HTTP_<status>} when it has none of ours. */
    static String code(ServletRequest request, int status) {
        var type = OURS.matcher(type(request, status));
        return type.matches() ? type.group(1).replace('-', '_').toUpperCase(Locale.ROOT) : "HTTP_" + status;
    }
}
