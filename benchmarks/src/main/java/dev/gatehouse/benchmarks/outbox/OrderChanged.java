package dev.gatehouse.benchmarks.outbox;

import dev.gatehouse.events.EventType;

@EventType("shop.order.changed")
record OrderChanged(String text) {}
