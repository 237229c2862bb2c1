package dev.gatehouse.autoconfigure;

import dev.gatehouse.events.EventType;

/** On {@code notes}, a topic of one partition. */
@EventType("test.note.taken")
record NoteTaken(String text, double weight) implements Written {}
