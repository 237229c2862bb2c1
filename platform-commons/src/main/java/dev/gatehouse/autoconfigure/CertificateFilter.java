package dev.gatehouse.autoconfigure;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Collectors;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/** Makes the holder of the connection's certificate the caller, or refuses whom it cannot tell. Without a certificate nobody is the caller. */
final class CertificateFilter extends OncePerRequestFilter {
    /** Servlet specification §3.10: the client's chain, leaf first. */
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final Callers callers;
    private final InstantSource time;

    CertificateFilter(Callers callers, InstantSource time) {
        this.callers = callers;
        this.time = time;
    }

    /** The security context of an asynchronous answer is built anew, so the caller must be as well. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!(request.getAttribute(CERTIFICATES) instanceof X509Certificate[] shown) || shown.length == 0) {
            chain.doFilter(request, response);
            return;
        }
        if (request.getDispatcherType() == DispatcherType.REQUEST && hasLapsed(shown[0], response)) {
            Refusal.subject(request, shown[0].getSubjectX500Principal().getName());
            Refusal.answer(request, response, WebRefusal.CERTIFICATE_EXPIRED, null);
            return;
        }
        switch (callers.of(shown[0])) {
            case Caller.Refused refused -> {
                Refusal.subject(request, shown[0].getSubjectX500Principal().getName());
                Refusal.answer(request, response, refused.code(), refused.reason());
            }
            case Caller.Admitted admitted -> {
                Refusal.subject(request, authenticate(admitted).getName());
                chain.doFilter(request, response);
            }
        }
    }

    /**
     * TLS looks at a certificate once, in the handshake. So that no connection outlives the one it was made with, a
     * connection is given up after its answer when a quarter of the certificate's life is left: whoever has a new one
     * shows it on the next connection, and nothing is lost.
     */
    private boolean hasLapsed(X509Certificate certificate, HttpServletResponse response) {
        var now = time.instant();
        var end = certificate.getNotAfter().toInstant();
        var life = Duration.between(certificate.getNotBefore().toInstant(), end);
        if (!now.isBefore(end.minus(life.dividedBy(4))))
            response.setHeader("Connection", "close");
        return now.isAfter(end);
    }

    private static Authentication authenticate(Caller.Admitted caller) {
        var authorities = caller.roles().stream().map(role -> "ROLE_" + role)
                .map(SimpleGrantedAuthority::new).collect(Collectors.toSet());
        var context = SecurityContextHolder.createEmptyContext();
        var authentication = new PreAuthenticatedAuthenticationToken(caller.principal(), "", authorities);
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
        return authentication;
    }
}
