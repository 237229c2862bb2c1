package dev.gatehouse.iotingest.device.web;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import dev.gatehouse.iotingest.device.Maintenance;
import dev.gatehouse.iotingest.device.TestMarks;
import dev.gatehouse.iotingest.reading.web.TestWeb;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.Device;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.names.EventId;
import dev.gatehouse.test.Api;
import dev.gatehouse.test.SentEvents;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceControllerTest {
    private static final Maintenance MAINTENANCE = new Maintenance(UUID.fromString("01234567-89ab-8def-8123-456789abcdef"),
            Instant.parse("2026-01-01T12:00:00Z"), new EventId("opened"), new EventId("reading"),
            Instant.parse("2026-01-02T12:00:00Z"));

    private static final Device DEVICE = new Device(new DeviceId("device-1"), new BlockName("block-a"));
    private static final String READING = "{\"boot\":\"b-1\",\"sequence\":1,\"at\":\"2026-01-01T00:00:00Z\",\"celsius\":21.5}";

    @Test
    void showsADeviceThatItIsUnderMaintenanceAndWhy() {
        assertThat(edge("device-1").get().uri("/devices/device-1")).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                {"device":"device-1","block":"block-a","maintenance":{"workOrder":"01234567-89ab-8def-8123-456789abcdef",
                 "since":"2026-01-01T12:00:00Z","event":"opened","cause":"reading",
                 "visit":"2026-01-02T12:00:00Z"}}""");
    }

    @Test
    void leavesOutMaintenanceThatThereIsNot() {
        assertThat(edge("device-2").get().uri("/devices/device-2")).hasStatusOk().bodyJson()
                .isStrictlyEqualTo("{\"device\":\"device-2\",\"block\":\"block-a\"}");
    }

    @Test
    void answersADeviceThatAsksForAnotherAsIfThatDidNotExist() {
        assertThat(edge("device-2").get().uri("/devices/device-1")).hasStatus(404).bodyJson().isStrictlyEqualTo("""
                {"type":"urn:gatehouse:not-found","title":"Not Found","status":404,
                 "detail":"There is nothing here.","instance":"/devices/device-1"}""");
    }

    @Test
    void asksADeviceToComeBackWhenTheDatabaseIsDownWhileReadingsAreTakenAllTheSame() {
        var events = new SentEvents();
        var devices = TestMarks.of(new DeviceId("device-1"), MAINTENANCE);
        var edge = Api.of(DEVICE, new DeviceController(devices), TestWeb.readings(events));

        TestMarks.DATABASE.whileDown(() -> {
            assertThat(edge.get().uri("/devices/device-1")).hasStatus(503).hasHeader("Retry-After", "5").bodyJson()
                    .isStrictlyEqualTo(
                            """
                                    {"type":"urn:gatehouse:unavailable","title":"Service Unavailable","status":503,
                                     "detail":"Not available at the moment. Repeat the same request later.","instance":"/devices/device-1"}""");
            assertThat(edge.post().uri("/readings").contentType(MediaType.APPLICATION_JSON).content(READING)).hasStatus(202);
        });

        assertThat(events.types()).containsExactly("ReadingRecorded");
        assertThat(edge.get().uri("/devices/device-1")).hasStatusOk();
    }

    private static MockMvcTester edge(String device) {
        var devices = TestMarks.of(new DeviceId("device-1"), MAINTENANCE);
        return Api.of(new Device(new DeviceId(device), new BlockName("block-a")), new DeviceController(devices));
    }
}
