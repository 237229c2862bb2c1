package dev.gatehouse.sealing;

/** A verdict in one word, as the specification says it. */
final class Verdicts {
    private Verdicts() {}

    static String of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Refused(var code, var detail) -> code.name();
            case Verdict.Skipped() -> "SKIPPED";
            case Verdict.Pending(var wait) -> "waits for " + wait;
            case Verdict.Opened opened -> "OPENED";
        };
    }
}
