package dev.gatehouse.sealing;

/** What came of one grant, or of all grants of a session. */
sealed interface Judgement {
    /** It holds, and opens for this reader. */
    record Passed(OpenSession session) implements Judgement {}

    /** @param step how far it got, 2 to 10; of several the one that got furthest decides */
    record Failed(int step, Verdict verdict) implements Judgement {
        boolean waits() {
            return verdict instanceof Verdict.Pending;
        }
    }
}
