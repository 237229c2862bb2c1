package dev.gatehouse.useractions.notice.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.names.EventId;
import dev.gatehouse.useractions.notice.Notice;

/** The notices of a block, as a resident sees them. What is not known or does not apply is left out. */
record NoticesView(BlockName block, List<Line> notices) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(UUID workOrder, @Nullable DeviceId device, @Nullable String reason, @Nullable Instant opened,
            @Nullable EventId cause, @Nullable Instant done) {
        static Line of(Notice notice) {
            var opening = notice.opening();
            return opening == null
                    ? new Line(notice.workOrder(), notice.device(), null, null, null, notice.done())
                    : new Line(notice.workOrder(), notice.device(), opening.reason(), opening.at(), opening.cause(),
                            notice.done());
        }
    }

    static NoticesView of(BlockName block, List<Notice> notices) {
        return new NoticesView(block, notices.stream().map(Line::of).toList());
    }
}
