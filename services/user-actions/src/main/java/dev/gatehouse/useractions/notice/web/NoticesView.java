package dev.gatehouse.useractions.notice.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.names.EventId;
import dev.gatehouse.useractions.notice.Notice;
import dev.gatehouse.useractions.notice.Notice.State;

/** The notices of a block, as a resident sees them. What is not known or does not apply is left out. */
record NoticesView(BlockName block, List<Line> notices) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(UUID workOrder, @Nullable DeviceId device, String state, @Nullable String reason, @Nullable Instant opened,
            @Nullable EventId cause, @Nullable Instant visit, @Nullable Instant done, @Nullable Instant cancelled) {
        static Line of(Notice notice) {
            var opening = notice.opening();
            return new Line(notice.workOrder(), notice.device(), notice.state().name().toLowerCase(Locale.ROOT),
                    opening == null ? null : opening.reason(), opening == null ? null : opening.at(),
                    opening == null ? null : opening.cause(), notice.visit(),
                    notice.state() == State.DONE ? notice.ended() : null,
                    notice.state() == State.CANCELLED ? notice.ended() : null);
        }
    }

    static NoticesView of(BlockName block, List<Notice> notices) {
        return new NoticesView(block, notices.stream().map(Line::of).toList());
    }
}
