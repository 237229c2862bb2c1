package dev.gatehouse.cli.rights;

import java.time.Instant;
import java.util.Optional;

import tools.jackson.databind.json.JsonMapper;

import dev.gatehouse.authorization.Decision;
import dev.gatehouse.authorization.Decision.Allowed;
import dev.gatehouse.authorization.Decision.Denied;
import dev.gatehouse.cli.rights.ExplainCommand.Access;
import dev.gatehouse.names.ServiceName;

/** An answer, for people and for programs. */
record Explanation(ServiceName service, Access access, String topic, Decision decision, Optional<LiveAnswer> live) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    String text() {
        var text = new StringBuilder();
        switch (decision) {
            case Allowed(var rule) -> text.append("yes: %s may %s %s\n  %s\n".formatted(service, access, topic, rule));
            case Denied(var why, var missing) -> {
                text.append("no: %s may not %s %s\n  %s\n".formatted(service, access, topic, why));
                missing.forEach(line -> text.append("  missing in ").append(line).append('\n'));
            }
        }
        live.ifPresent(answer -> live(answer, text));
        return text.toString();
    }

    private void live(LiveAnswer answer, StringBuilder text) {
        text.append(answer.isAllowed() ? "live: the broker lets it\n" : "live: the broker refuses it\n");
        answer.missing().forEach(right -> text.append("  missing: ").append(right).append('\n'));
        if (decision instanceof Denied)
            answer.opening().forEach(right -> text.append("  opened by: ").append(right).append('\n'));
        answer.revokedSince().ifPresent(since -> text.append(revoked(answer, since)));
        if (answer.revokedSince().isEmpty() && decision instanceof Allowed != answer.isAllowed())
            text.append("  the broker differs from the descriptors; 'gatehouse plan' shows how\n");
    }

    private String revoked(LiveAnswer answer, Instant since) {
        return answer.isAllowed()
                ? "  %s is revoked since %s; 'gatehouse apply' takes away what the broker still lets it\n".formatted(service,
                        since)
                : "  %s is revoked since %s; 'gatehouse reinstate %s', then 'gatehouse apply', let it back in\n".formatted(
                        service,
                        since, service);
    }

    String json() {
        var root = MAPPER.createObjectNode().put("format", 1).put("service", service.value()).put("access", access.toString())
                .put("topic", topic);
        switch (decision) {
            case Allowed(var rule) -> root.put("allowed", true).put("why", rule);
            case Denied(var why, var missing) -> {
                var lines = root.put("allowed", false).put("why", why).putArray("missing");
                missing.forEach(line -> lines.addObject().put("file", line.file()).put("near", line.near())
                        .put("under", line.under()).put("line", line.line()));
            }
        }
        live.ifPresent(answer -> {
            var found = root.putObject("live").put("allowed", answer.isAllowed());
            answer.revokedSince().ifPresent(since -> found.put("revokedSince", since.toString()));
            answer.opening().forEach(right -> found.withArray("openedBy").add(right.toString()));
            answer.missing().forEach(right -> found.withArray("missing").add(right.toString()));
        });
        return MAPPER.writeValueAsString(root);
    }
}
