package dev.gatehouse.iotingest.device.web;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import dev.gatehouse.iotingest.device.Maintenance;
import dev.gatehouse.iotingest.device.TestMarks;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.Device;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.names.EventId;
import dev.gatehouse.test.Api;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceControllerTest {
    private static final Maintenance MAINTENANCE = new Maintenance(UUID.fromString("01234567-89ab-8def-8123-456789abcdef"),
            Instant.parse("2026-01-01T12:00:00Z"), new EventId("opened"), new EventId("reading"));

    @Test
    void showsADeviceThatItIsUnderMaintenanceAndWhy() {
        assertThat(edge("device-1").get().uri("/devices/device-1")).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                {"device":"device-1","block":"block-a","maintenance":{"workOrder":"01234567-89ab-8def-8123-456789abcdef",
                 "since":"2026-01-01T12:00:00Z","event":"opened","cause":"reading"}}""");
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

    private static MockMvcTester edge(String device) {
        var devices = TestMarks.of(new DeviceId("device-1"), MAINTENANCE);
        return Api.of(new Device(new DeviceId(device), new BlockName("block-a")), new DeviceController(devices));
    }
}
