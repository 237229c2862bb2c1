package dev.gatehouse.autoconfigure;

import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the audit wrote since the last look. */
final class AuditLines implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Logger logger = (Logger) LoggerFactory.getLogger("gatehouse.audit");
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    AuditLines() {
        listen();
    }

    /** Once more, after an application has started: it takes all appenders away. */
    void listen() {
        appender.start();
        logger.addAppender(appender);
    }

    List<JsonNode> all() {
        return List.copyOf(appender.list).stream().map(event -> JSON.readTree(event.getFormattedMessage())).toList();
    }

    List<String> codes() {
        return all().stream().map(line -> line.get("code").asString()).toList();
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
    }
}
