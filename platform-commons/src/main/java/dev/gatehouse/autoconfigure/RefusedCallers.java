package dev.gatehouse.autoconfigure;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** How the security chains say no. */
final class RefusedCallers implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {
    private final RefusalAudit audit;

    RefusedCallers(RefusalAudit audit) {
        this.audit = audit;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException nobody)
            throws IOException {
        Refusal.answer(request, response, WebRefusal.NO_CERTIFICATE, null);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        Refusal.answer(request, response, WebRefusal.FORBIDDEN, null);
    }

    /** The firewall stands before the chains and thus before their audit. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected)
            throws IOException {
        Refusal.answer(request, response, WebRefusal.MALFORMED_REQUEST, null);
        audit.write(request, response.getStatus());
    }
}
