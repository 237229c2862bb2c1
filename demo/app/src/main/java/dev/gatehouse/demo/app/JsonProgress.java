package dev.gatehouse.demo.app;

import java.io.PrintWriter;

import tools.jackson.databind.json.JsonMapper;

/** One JSON object a line: {@code {"seconds":2.1,"step":"broker-ready","text":"..."}}. */
final class JsonProgress implements Progress {
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final PrintWriter out;
    private final Stopwatch stopwatch;

    JsonProgress(PrintWriter out, Stopwatch stopwatch) {
        this.out = out;
        this.stopwatch = stopwatch;
    }

    @Override
    public synchronized void tell(String step, String text) {
        var line = mapper.createObjectNode().put("seconds", stopwatch.seconds()).put("step", step).put("text", text);
        out.println(mapper.writeValueAsString(line));
        out.flush();
    }

    /** A machine finds it in demo.json. */
    @Override
    public void list(String lines) {}
}
