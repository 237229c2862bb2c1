package dev.gatehouse.demo.app;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import tools.jackson.databind.JsonNode;

import dev.gatehouse.names.TopicName;

/** What residents do, and who is taken for none; each part checked before it is told, as in {@link Story}. */
final class ResidentStory {
    private static final TopicName ACTIONS = new TopicName("user-actions.v1");
    private static final String DOOR = World.PEOPLE_DOOR;
    private static final String WORDS = "The lift hums and stays where it is.";
    private static final Duration BOUND = Duration.ofSeconds(10);

    private final World world;
    private final Waiting waiting;
    private final Story.Teller teller;
    private final Progress progress;
    private final OperatorsView broker;

    ResidentStory(World world, Waiting waiting, Story.Teller teller, Progress progress) {
        this.world = world;
        this.waiting = waiting;
        this.teller = teller;
        this.progress = progress;
        this.broker = new OperatorsView(world, waiting);
    }

    void tell() {
        var ada = world.tenant(TokenIssuer.ADA);
        var token = token(ada);
        progress.tell("token-issued", "%s of %s got a token for %s".formatted(ada.id(), ada.block(), DOOR));
        var report = report(ada, token);
        lookAtTheBroker(ada, report);
        followTheReport(ada, token, report);
        otherBlock(report);
        refused();
        done(ada, token, report);
    }

    /** A report in the resident's own words becomes an event under the name that the token says. */
    private String report(Tenant tenant, Tenant.Token token) {
        var key = UUID.randomUUID().toString();
        var event = waiting.until(DOOR + " accepts a report of " + tenant.id(), world.log(DOOR),
                () -> tenant.report(token, WORDS, key));
        teller.tell("report-accepted", "%s reported a fault, accepted by %s as event %s".formatted(tenant.id(), DOOR, event),
                List.of(event));
        return event;
    }

    private void lookAtTheBroker(Tenant tenant, String report) {
        var record = broker.event(ACTIONS, report);
        record.requireNoneOf(world.log(DOOR), tenant.id(), tenant.block(), WORDS, "lift", "description");
        teller.tell("report-sealed-on-broker",
                "on the broker, to its operator: %s... (%d bytes, neither the resident nor a word of the report in them)"
                        .formatted(record.beginning(), record.size()),
                List.of(report));
    }

    /** Opened by its only reader, answered by a work order, and that opened where residents look. */
    private void followTheReport(Tenant tenant, Tenant.Token token, String report) {
        var order = broker.workOrderBecauseOf(report);
        teller.tell("report-opened", "%s, its only declared reader, opened it and raised a work order: event %s, because of %s"
                .formatted(World.SCHEDULER, order, report), List.of(order, report));
        waiting.until("%s shows %s the notice".formatted(DOOR, tenant.id()), world.log(DOOR),
                () -> tenant.notices(token).filter(notices -> tells(notices, report)));
        teller.tell("notice-shown", "%s opened it and shows %s and all of %s the notice".formatted(DOOR, tenant.id(),
                tenant.block()), List.of(order, report));
    }

    /** Time alone brings work in a block to its end: a visit is planned, and when it is over, the work is done. */
    private void done(Tenant tenant, Tenant.Token token, String report) {
        waiting.until("%s plans a visit".formatted(World.SCHEDULER), world.log(World.SCHEDULER),
                () -> tenant.notices(token).filter(notices -> notice(notices, report).hasNonNull("visit")));
        teller.tell("visit-planned", "%s plans a visit, and %s shows when".formatted(World.SCHEDULER, DOOR), List.of(report));
        waiting.until("the work is done", world.log(World.SCHEDULER), () -> tenant.notices(token)
                .filter(notices -> notice(notices, report).path("state").asString("").equals("done")));
        teller.tell("work-done", "the visit is over: the work is done, says %s to the block".formatted(DOOR), List.of(report));
    }

    /** After the notice is there for others. */
    private void otherBlock(String report) {
        var ben = world.tenant(TokenIssuer.BEN);
        var token = token(ben);
        var notices = waiting.until(DOOR + " answers " + ben.id(), world.log(DOOR), () -> ben.notices(token));
        if (tells(notices, report) || !notices.path("block").asString("").equals(ben.block()))
            throw new StepMissingException("a notice was shown in another block", world.log(DOOR));
        teller.tell("notice-kept-from-other-block", "%s of %s is shown nothing of it".formatted(ben.id(), ben.block()),
                List.of(report));
    }

    /** Whoever shows no token is nobody, whatever certificates they have. */
    private void refused() {
        var authority = world.identities().authority();
        Map<String, HttpClient> callers = new TreeMap<>(Map.of("without anything", Tls.nobody(authority, world.http())));
        for (var name : List.of(DeviceName.FREE.id(), World.DEVICE_DOOR, Identities.OPERATOR))
            callers.put("with the certificate of " + name,
                    Tls.client(world.identities().of(name), authority, world.http()));
        callers.forEach((who, http) -> {
            var status = waiting.until(DOOR + " answers somebody " + who, world.log(DOOR), () -> status(http));
            if (status != 401)
                throw new StepMissingException("somebody %s was answered by %d".formatted(who, status), world.log(DOOR));
            http.shutdown();
        });
        teller.tell("no-token-refused",
                "without a token, or with a certificate of a device, a service or the operator instead: refused by %s (401)"
                        .formatted(DOOR),
                List.of());
    }

    private Optional<Integer> status(HttpClient http) {
        var request = HttpRequest.newBuilder(world.ports().apiUrl(DOOR).resolve("/actions")).timeout(BOUND)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"type\":\"fault-report\",\"description\":\"none\"}")).build();
        try {
            return Optional.of(http.send(request, BodyHandlers.discarding()).statusCode());
        } catch (IOException goneForNow) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EndedException();
        }
    }

    private Tenant.Token token(Tenant tenant) {
        return waiting.until(tenant.id() + " gets a token", world.log("launcher"), tenant::token);
    }

    private static boolean tells(JsonNode notices, String report) {
        return !notice(notices, report).isMissingNode();
    }

    private static JsonNode notice(JsonNode notices, String report) {
        return notices.path("notices").valueStream().filter(notice -> notice.path("cause").asString("").equals(report))
                .findFirst().orElseGet(() -> notices.path("none"));
    }
}
