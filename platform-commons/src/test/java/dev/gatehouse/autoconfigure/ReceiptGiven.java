package dev.gatehouse.autoconfigure;

import dev.gatehouse.events.EventType;

/** What a service publishes that handles letters. */
@EventType("test.receipt.given")
record ReceiptGiven(String text, double weight) {}
