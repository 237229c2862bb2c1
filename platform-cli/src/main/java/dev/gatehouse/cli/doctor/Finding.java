package dev.gatehouse.cli.doctor;

/**
 * One thing that was looked at.
 *
 * @param remedy what to do about it; empty when it is all right
 */
record Finding(String what, Verdict verdict, String found, String remedy) {
    /** How it is. */
    enum Verdict {
        OK,
        /** Not there, and only some things need it. */
        OPTIONAL,
        /** Without it the build or the demo fails. */
        MISSING
    }

    static Finding ok(String what, String found) {
        return new Finding(what, Verdict.OK, found, "");
    }

    static Finding missing(String what, String found, String remedy) {
        return new Finding(what, Verdict.MISSING, found, remedy);
    }

    static Finding optional(String what, String found, String remedy) {
        return new Finding(what, Verdict.OPTIONAL, found, remedy);
    }
}
