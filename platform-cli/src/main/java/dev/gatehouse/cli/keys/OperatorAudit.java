package dev.gatehouse.cli.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.audit.SecurityEvent;
import dev.gatehouse.cli.CommandFailedException;
import dev.gatehouse.cli.ExitCode;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/** What the operator did, one JSON object a line, in {@code <data>/audit/operator.jsonl}; whoever may not write it may not act. */
record OperatorAudit(Path data, Realm realm) {
    private static final ServiceName OPERATOR = new ServiceName("operator");
    private static final String FOR_ITS_OWNER = "rw-------";

    /** @throws CommandFailedException when it cannot be written */
    void write(SecurityEvent event) {
        var file = data.resolve("audit").resolve("operator.jsonl");
        var log = new AuditLog(realm, OPERATOR);
        try {
            Files.createDirectories(file.getParent());
            var line = ByteBuffer.wrap((log.line(event) + "\n").getBytes(StandardCharsets.US_ASCII));
            var options = EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            try (var channel = FileChannel.open(file, options,
                    PosixFilePermissions.asFileAttribute(Set.copyOf(PosixFilePermissions.fromString(FOR_ITS_OWNER))))) {
                while (line.hasRemaining())
                    channel.write(line);
                channel.force(true);
            }
        } catch (IOException e) {
            throw new CommandFailedException(ExitCode.DIFFERENCE, "%s cannot be written".formatted(file),
                    "Give yourself the right to write it: nothing is done here without a record", e);
        }
    }

    /** The name that this machine knows the person by. */
    static String person() {
        return System.getProperty("user.name", "unknown");
    }
}
