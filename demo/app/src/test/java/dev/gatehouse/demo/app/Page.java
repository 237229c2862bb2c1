package dev.gatehouse.demo.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A page of commands: blocks of shell, each followed by a regular expression that its output contains. */
record Page(List<Step> steps) {
    private static final Pattern STEP = Pattern.compile("```sh\\n(.*?)```\\s+Expect: `([^\\n]*)`", Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile("^```sh$", Pattern.MULTILINE);
    private static final String MARK = "=== end of step ";

    record Step(int number, String commands, String expected) {
        String firstLine() {
            return commands.lines().findFirst().orElse("");
        }
    }

    /** Every block has an expectation, or the page is refused: one without would prove nothing. */
    static Page read(Path file) throws IOException {
        var text = Files.readString(file);
        var steps = new ArrayList<Step>();
        var matcher = STEP.matcher(text);
        while (matcher.find())
            steps.add(new Step(steps.size() + 1, matcher.group(1), matcher.group(2)));
        if (steps.isEmpty() || steps.size() != BLOCK.matcher(text).results().count())
            throw new AssertionError("%s has blocks of commands without an Expect line behind them".formatted(file));
        return new Page(List.copyOf(steps));
    }

    /** Runs all steps in one shell, as a reader would, and returns what each printed. */
    Map<Integer, String> run(Path demoFile) throws IOException, InterruptedException {
        var script = new StringBuilder();
        for (var step : steps)
            script.append(step.commands()).append("echo; echo '").append(MARK).append(step.number()).append("'\n");
        var process = new ProcessBuilder("bash", "-c", script.toString()).redirectErrorStream(true);
        process.environment().put("DEMO", demoFile.toString());
        var running = process.start();
        running.getOutputStream().close();
        var output = new String(running.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!running.waitFor(5, TimeUnit.MINUTES))
            throw new AssertionError("the page was not done after five minutes");
        return perStep(output);
    }

    private Map<Integer, String> perStep(String output) {
        var outputs = new HashMap<Integer, String>();
        int from = 0;
        for (var step : steps) {
            var mark = MARK + step.number();
            int end = output.indexOf(mark, from);
            if (end < 0)
                throw new AssertionError(
                        "the shell ended in or before step %d:%n%s".formatted(step.number(), output.substring(from)));
            outputs.put(step.number(), output.substring(from, end));
            from = end + mark.length() + 1;
        }
        return outputs;
    }
}
