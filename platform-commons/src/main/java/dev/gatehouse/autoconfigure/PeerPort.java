package dev.gatehouse.autoconfigure;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.context.support.WebApplicationContextUtils;

/** Requests on the peer port: told by the server that took them, which no header can pretend. */
final class PeerPort implements RequestMatcher {
    @Override
    public boolean matches(HttpServletRequest request) {
        var server = WebApplicationContextUtils.getWebApplicationContext(request.getServletContext());
        return server != null && WebServerApplicationContext.hasServerNamespace(server, "management");
    }
}
