package dev.gatehouse.delivery.kafka;

import java.time.Instant;

import dev.gatehouse.events.EventMetadata;
import dev.gatehouse.sealing.RefusalCode;
import dev.gatehouse.sealing.Verdict;

/** What is to be done about a record, as far as can be told without applying it. */
sealed interface Judged {
    /** An event to be applied, unless it was before. */
    record Event(EventMetadata metadata, Instant sessionCreated, Effect effect) implements Judged {}

    /** Into quarantine. */
    record Bad(RefusalCode code, String detail) implements Judged {}

    /** From before this reader existed. */
    record Passed() implements Judged {}

    /** Nothing yet. */
    record Waiting(Verdict.Wait reason) implements Judged {}
}
