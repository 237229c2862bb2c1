package dev.gatehouse.autoconfigure;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.regex.Pattern;

import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.Device;
import dev.gatehouse.names.DeviceId;

/** Devices: the subject is exactly {@code CN=<device>,OU=<block>} (RFC 2253 form), nothing more, nothing less. */
final class DeviceCallers implements Callers {
    private static final Pattern SUBJECT = Pattern.compile("CN=([^,+=]*),OU=([^,+=]*)");

    @Override
    public Caller of(X509Certificate certificate) {
        var subject = SUBJECT.matcher(certificate.getSubjectX500Principal().getName());
        if (!subject.matches())
            return new Caller.Refused(WebRefusal.NOT_A_DEVICE, "its subject is not CN=<device>,OU=<block>");
        try {
            var device = new Device(new DeviceId(subject.group(1)), new BlockName(subject.group(2)));
            return new Caller.Admitted(device, List.of(Roles.DEVICE));
        } catch (IllegalArgumentException illegal) {
            return new Caller.Refused(WebRefusal.NOT_A_DEVICE, String.valueOf(illegal.getMessage()));
        }
    }
}
