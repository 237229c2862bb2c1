package dev.gatehouse.autoconfigure;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

import dev.gatehouse.tokens.TokenFault;

/** How a people's API says no to whoever did not prove who they are. */
final class RefusedTokens implements AuthenticationEntryPoint {
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException nobody)
            throws IOException {
        if (nobody instanceof RefusedTokenException refused)
            Refusal.answer(request, response, refused.fault(), refused.reason());
        else
            Refusal.answer(request, response, TokenFault.NO_TOKEN, "there is no Authorization header");
    }
}
