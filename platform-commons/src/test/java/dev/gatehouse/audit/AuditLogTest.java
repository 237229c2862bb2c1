package dev.gatehouse.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AuditLogTest {
    private static final SecurityEvent EVENT = SecurityEvent.of(Instant.parse("2026-11-24T08:00:00Z"), "web", "FORBIDDEN");

    private final Logger logger = (Logger) LoggerFactory.getLogger("gatehouse.audit");
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private final AuditLog audit = new AuditLog(new Realm("local-test"), new ServiceName("iot-ingest"));

    @BeforeEach
    void listen() {
        appender.start();
        logger.addAppender(appender);
    }

    @AfterEach
    void forget() {
        logger.detachAppender(appender);
    }

    @Test
    void writesTheLeastAsOneLine() {
        assertThat(line(EVENT)).isEqualTo(
                "{\"format\":1,\"time\":\"2026-11-24T08:00:00Z\",\"realm\":\"local-test\",\"service\":\"iot-ingest\",\"code\":\"FORBIDDEN\",\"kind\":\"web\"}");
    }

    @Test
    void writesEverythingAsItsSchemaSays() throws IOException {
        assertThat(violations(line(EVENT))).isEmpty();
        assertThat(violations(line(EVENT.about("s").at("t.v1", 1, 2).from("p").saying("d")))).isEmpty();
        assertThat(violations("{\"format\":1}")).isNotEmpty();
    }

    @Test
    void letsNobodyForgeALineOrATerminalCommand() {
        var line = line(EVENT.about("a\r\n{\"format\":1}\u001b[2J\u007f\u009b\u2028\u202e"));

        assertThat(line).matches("[\\x20-\\x7e]+").contains("a\\r\\n{\\\"format\\\":1}");
    }

    @Test
    void cutsWhatIsTooLong() throws IOException {
        assertThat(violations(line(EVENT.saying("x".repeat(100_000))))).isEmpty();
    }

    @Test
    void refusesACodeThatNoToolWouldFind() {
        assertThatThrownBy(() -> SecurityEvent.of(EVENT.time(), "web", "not a code"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SecurityEvent.of(EVENT.time(), "The Web", "CODE")).isInstanceOf(IllegalArgumentException.class);
    }

    private String line(SecurityEvent event) {
        audit.write(event);
        return appender.list.getLast().getFormattedMessage();
    }

    private static List<?> violations(String line) throws IOException {
        var file = Path.of(System.getProperty("gatehouse.root", ".."), "docs", "schemas", "audit-1.schema.json");
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(Files.readString(file));
        return schema.validate(line, InputFormat.JSON);
    }
}
