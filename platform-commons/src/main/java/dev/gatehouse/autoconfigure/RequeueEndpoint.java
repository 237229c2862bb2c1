package dev.gatehouse.autoconfigure;

import java.time.InstantSource;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

import dev.gatehouse.audit.Audit;
import dev.gatehouse.audit.OperatorAct;
import dev.gatehouse.audit.SecurityEvent;
import dev.gatehouse.contract.Contracts;
import dev.gatehouse.delivery.kafka.Requeue;

/** On the peer port, for the operator: has this service consume its own quarantine once more. */
@WebEndpoint(id = RequeueEndpoint.ID)
final class RequeueEndpoint {
    static final String ID = "requeue";
    private final Requeue requeue;
    private final Contracts contracts;
    private final Audit audit;
    private final InstantSource time;

    RequeueEndpoint(Requeue requeue, Contracts contracts, Audit audit, InstantSource time) {
        this.requeue = requeue;
        this.contracts = contracts;
        this.audit = audit;
        this.time = time;
    }

    /** Answers when it is through: with 404 for a topic that this service does not read, 409 while another is running. */
    @WriteOperation
    WebEndpointResponse<Object> run(@Selector String topic, @Nullable Boolean dryRun, SecurityContext caller) {
        var found = contracts.latest().contract().read().stream().filter(t -> t.topic().value().equals(topic)).findFirst();
        if (found.isEmpty())
            return new WebEndpointResponse<>(Map.of("status", 404), WebEndpointResponse.STATUS_NOT_FOUND);
        boolean dry = Boolean.TRUE.equals(dryRun);
        Requeue.Report report;
        try {
            report = requeue.run(found.get(), dry);
        } catch (IllegalStateException running) {
            return new WebEndpointResponse<>(Map.of("status", 409), 409);
        }
        if (!dry)
            audit.write(SecurityEvent.of(time.instant(), "operator", OperatorAct.REQUEUED.name())
                    .about(caller.getPrincipal() == null ? null : caller.getPrincipal().getName())
                    .saying("%s: %s".formatted(topic, report)));
        return new WebEndpointResponse<>(report, WebEndpointResponse.STATUS_OK);
    }
}
