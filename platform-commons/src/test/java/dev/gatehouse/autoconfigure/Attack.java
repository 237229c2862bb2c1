package dev.gatehouse.autoconfigure;

import dev.gatehouse.tokens.TokenFault;

/**
 * One way to get in without a good token.
 *
 * @param fault what the audit must call it
 * @param request the bytes that are sent, as ISO 8859-1
 */
record Attack(TokenFault fault, String name, String request) {
    /** A token where it belongs. */
    static Attack token(TokenFault fault, String name, String token) {
        return new Attack(fault, name, get("/me", "Authorization: Bearer " + token));
    }

    static Attack request(TokenFault fault, String name, String request) {
        return new Attack(fault, name, request);
    }

    static String get(String path, String... headers) {
        return bodiless("GET", path, headers);
    }

    static String bodiless(String method, String path, String... headers) {
        return "%s %s HTTP/1.1\r\nHost: localhost\r\n%sConnection: close\r\n\r\n".formatted(method, path, lines(headers));
    }

    static String post(String body, String... headers) {
        return "POST /me HTTP/1.1\r\nHost: localhost\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n%s".formatted(
                lines(headers),
                body.length(), body);
    }

    private static String lines(String... headers) {
        return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    }

    @Override
    public String toString() {
        return name;
    }
}
