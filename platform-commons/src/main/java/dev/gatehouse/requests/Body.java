package dev.gatehouse.requests;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;

/** A body of bounded size: a larger one is refused before it is read, or as soon as it turns out to be. */
final class Body {
    private Body() {}

    /**
     * UTF-8 (RFC 8259, section 8.1) and nothing else: Jackson would find out UTF-16 and UTF-32 by itself, and let overlong
     * forms and lone surrogates pass.
     */
    static String text(HttpServletRequest request, int mostBytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(request, mostBytes))).toString();
    }

    static byte[] bytes(HttpServletRequest request, int most) {
        if (request.getContentLengthLong() > most)
            throw new RefusedRequestException(RequestRefusal.TOO_LARGE);
        var bytes = read(request, most);
        if (bytes.length > most)
            throw new RefusedRequestException(RequestRefusal.TOO_LARGE);
        return bytes;
    }

    /** A client that goes away in the middle, or is too slow for the server's patience, has sent half a request. */
    private static byte[] read(HttpServletRequest request, int most) {
        try {
            return request.getInputStream().readNBytes(most + 1);
        } catch (IOException brokenOff) {
            throw new RefusedRequestException(RequestRefusal.MALFORMED);
        }
    }
}
