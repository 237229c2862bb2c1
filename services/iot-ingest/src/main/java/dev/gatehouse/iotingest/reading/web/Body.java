package dev.gatehouse.iotingest.reading.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;

import dev.gatehouse.iotingest.refusal.RefusedException;

import static dev.gatehouse.iotingest.refusal.Refusal.TOO_LARGE;

/** A body of at most 256 KiB: a larger one is refused before it is read, or as soon as it turns out to be. */
final class Body {
    static final int MOST_BYTES = 256 * 1024;

    private Body() {}

    static byte[] of(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > MOST_BYTES)
            throw new RefusedException(TOO_LARGE);
        var bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES)
            throw new RefusedException(TOO_LARGE);
        return bytes;
    }
}
