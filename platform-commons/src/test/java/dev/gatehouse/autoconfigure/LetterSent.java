package dev.gatehouse.autoconfigure;

import dev.gatehouse.events.EventType;

/** On {@code letters}, a topic of three partitions. */
@EventType("test.letter.sent")
record LetterSent(String text, double weight) implements Written {}
