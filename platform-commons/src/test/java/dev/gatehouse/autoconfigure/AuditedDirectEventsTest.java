package dev.gatehouse.autoconfigure;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.gatehouse.audit.SecurityEvent;
import dev.gatehouse.events.About;
import dev.gatehouse.events.Cause;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.events.NotSentException.Code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AuditedDirectEventsTest {
    private static final About ABOUT = About.about("ledger").because(Cause.user());
    private final List<SecurityEvent> audited = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void whoeverSentIsToldByTheExceptionThatWasPromised(Code code) {
        var refused = new NotSentException(code, "as the test wants it");

        var sent = audited(CompletableFuture.failedFuture(refused)).send("event", ABOUT);

        assertThat(sent.exceptionNow()).isSameAs(refused);
        sent.whenComplete((id, failure) -> assertThat(failure).isSameAs(refused)).exceptionally(e -> null).join();
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_DECLARED", "BAD_PAYLOAD", "TOO_LARGE", "DENIED"})
    void aRefusalIsAuditedOnce(Code code) {
        audited(CompletableFuture.failedFuture(new NotSentException(code, "as the test wants it"))).send("event", ABOUT);

        assertThat(audited).singleElement().satisfies(event -> assertThat(event.code()).isEqualTo(code.name()));
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_SESSION", "UNAVAILABLE"})
    void whatIsTriedAgainIsNoRefusal(Code code) {
        audited(CompletableFuture.failedFuture(new NotSentException(code, "as the test wants it"))).send("event", ABOUT);

        assertThat(audited).isEmpty();
    }

    @Test
    void aRefusalBeforeAnythingWasSentIsThrownAndAudited() {
        var refused = new NotSentException(Code.BAD_PAYLOAD, "as the test wants it");
        var events = new AuditedDirectEvents((event, about) -> {
            throw refused;
        }, audited::add, InstantSource.fixed(Instant.EPOCH));

        assertThatThrownBy(() -> events.send("event", ABOUT)).isSameAs(refused);
        assertThat(audited).hasSize(1);
    }

    private AuditedDirectEvents audited(CompletableFuture<dev.gatehouse.names.EventId> sent) {
        return new AuditedDirectEvents((event, about) -> sent, audited::add, InstantSource.fixed(Instant.EPOCH));
    }
}
