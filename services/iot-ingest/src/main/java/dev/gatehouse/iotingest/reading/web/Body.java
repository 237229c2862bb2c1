package dev.gatehouse.iotingest.reading.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;

import dev.gatehouse.iotingest.refusal.RefusedException;

import static dev.gatehouse.iotingest.refusal.Refusal.MALFORMED;
import static dev.gatehouse.iotingest.refusal.Refusal.TOO_LARGE;

/** A body of at most 256 KiB: a larger one is refused before it is read, or as soon as it turns out to be. */
final class Body {
    static final int MOST_BYTES = 256 * 1024;

    private Body() {}

    static byte[] of(HttpServletRequest request) {
        if (request.getContentLengthLong() > MOST_BYTES)
            throw new RefusedException(TOO_LARGE);
        var bytes = read(request);
        if (bytes.length > MOST_BYTES)
            throw new RefusedException(TOO_LARGE);
        return bytes;
    }

    /** A device that goes away in the middle, or is too slow for the server's patience, has sent half a request. */
    private static byte[] read(HttpServletRequest request) {
        try {
            return request.getInputStream().readNBytes(MOST_BYTES + 1);
        } catch (IOException brokenOff) {
            throw new RefusedException(MALFORMED);
        }
    }
}
