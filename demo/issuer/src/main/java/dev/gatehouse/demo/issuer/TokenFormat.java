package dev.gatehouse.demo.issuer;

import java.util.List;
import java.util.Map;

import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** Access tokens as RFC 9068 §2 describes them, for one audience, with the resident's block. */
record TokenFormat(String audience, Map<String, Resident> residents) implements OAuth2TokenCustomizer<JwtEncodingContext> {
    @Override
    public void customize(JwtEncodingContext context) {
        var resident = residents.get(context.getRegisteredClient().getClientId());
        if (resident == null)
            throw new IllegalStateException("a client that is no resident");
        context.getJwsHeader().algorithm(SignatureAlgorithm.ES256).type("at+jwt");
        context.getClaims().audience(List.of(audience)).claim("client_id", resident.clientId()).claim("block", resident.block());
    }
}
