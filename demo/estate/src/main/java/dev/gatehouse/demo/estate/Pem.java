package dev.gatehouse.demo.estate;

import java.util.Base64;

/** Textual encoding of keys and certificates (RFC 7468). */
final class Pem {
    private static final Base64.Encoder LINES_OF_64 = Base64.getMimeEncoder(64, new byte[]{'\n'});

    private Pem() {}

    static String encode(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + LINES_OF_64.encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    /** The first block with this label. */
    static byte[] decode(String label, String pem) {
        var begin = "-----BEGIN " + label + "-----";
        var start = pem.indexOf(begin);
        var end = pem.indexOf("-----END " + label + "-----");
        if (start < 0 || end < start)
            throw new IllegalArgumentException("no PEM block '" + label + "'");
        return Base64.getMimeDecoder().decode(pem.substring(start + begin.length(), end));
    }
}
