package dev.gatehouse.autoconfigure;

/** What the notary of the tests publishes. */
sealed interface Written permits NoteTaken, LetterSent {
    String text();
}
