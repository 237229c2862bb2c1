package dev.gatehouse.iotingest.device.web;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import dev.gatehouse.iotingest.device.MarkedDevices;
import dev.gatehouse.names.Device;
import dev.gatehouse.requests.RefusedRequestException;

import static dev.gatehouse.requests.RequestRefusal.NOT_FOUND;
import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

@RestController
final class DeviceController {
    private final MarkedDevices devices;

    DeviceController(MarkedDevices devices) {
        this.devices = devices;
    }

    /** A device learns about itself alone: every other one is, to it, one that does not exist. */
    @GetMapping(path = "/devices/{id}", produces = APPLICATION_JSON_VALUE)
    DeviceView show(@AuthenticationPrincipal Device device, @PathVariable String id) {
        if (!device.id().value().equals(id))
            throw new RefusedRequestException(NOT_FOUND);
        return DeviceView.of(device, devices.maintenance(device.id()));
    }
}
