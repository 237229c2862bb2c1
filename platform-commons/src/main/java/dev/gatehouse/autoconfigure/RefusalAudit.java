package dev.gatehouse.autoconfigure;

import java.io.IOException;
import java.time.InstantSource;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

import dev.gatehouse.audit.Audit;
import dev.gatehouse.audit.SecurityEvent;

/**
 * One audit record for each request that ends with 400 to 499, for which an event was refused, or whose token could not be judged, whoever refused it:
 * security chain, framework or a service's own advice. Outermost in the chain; services have no audit code.
 */
final class RefusalAudit extends OncePerRequestFilter {
    private final Audit audit;
    private final InstantSource time;

    RefusalAudit(Audit audit, InstantSource time) {
        this.audit = audit;
        this.time = time;
    }

    /** An asynchronous request has its status only in its last dispatch. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (!request.isAsyncStarted())
            write(request, response.getStatus());
    }

    void write(HttpServletRequest request, int status) {
        var cause = Refusal.cause(request);
        if (cause != null && status >= 400) {
            audit.write(cause.about(Refusal.subject(request)).from(request.getRemoteAddr()));
            return;
        }
        if (status < 400 || (status > 499 && !Refusal.hasCode(request)))
            return;
        audit.write(SecurityEvent.of(time.instant(), "web", Refusal.code(request, status)).about(Refusal.subject(request))
                .from(request.getRemoteAddr()).saying(detail(request)));
    }

    /** The mapping and not the path, which may hold anything. */
    private static String detail(HttpServletRequest request) {
        var reason = Refusal.reason(request);
        var mapping = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        var where = "port %d%s".formatted(request.getLocalPort(), mapping == null ? "" : " " + mapping);
        return reason == null ? where : where + ", " + reason;
    }
}
