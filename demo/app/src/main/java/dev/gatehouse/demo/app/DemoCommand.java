package dev.gatehouse.demo.app;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "demo", mixinStandardHelpOptions = true, description = {
        "The platform on this machine: a Kafka broker, a database, three services, a few devices and residents, each with an identity of its own.",
        "A reading is sealed, carried by the broker, opened by its only reader; a stranger and a thief are refused.%n"}, footer = {
                "", "Exit code 0 only if what was waited for happened. Ctrl-C ends everything."})
final class DemoCommand implements Callable<Integer> {
    /** Shorter ones would end while the broker takes them. */
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(30);
    private static final Duration LONGEST_LIFE = Duration.ofHours(24);

    /** Where to stop. */
    enum Until {
        FIRST_EVENT, STORY;

        @Override
        public String toString() {
            return this == FIRST_EVENT ? "first-event" : "story";
        }
    }

    @Option(names = "--until", paramLabel = "first-event|story", converter = UntilConverter.class, description = "End after the first opened event, or after the whole story. Default: run on.")
    @Nullable
    Until until;

    @Option(names = "--duration", paramLabel = "TIME", converter = DurationConverter.class, description = "End after this time, such as 90s or 10m; with --until, wait no longer than this (default 3m).")
    @Nullable
    Duration duration;

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Folder for identities, broker, database and logs (default: one of its own in the user's cache). Emptied at the start when an earlier demo left it.")
    @Nullable
    Path dataDir;

    @Option(names = "--keep", description = "Leave the data folder when the demo ends; a failed demo always leaves it.")
    boolean keep;

    @Option(names = "--json", description = "Progress as one JSON object a line.")
    boolean json;

    @Option(names = "--port-base", paramLabel = "PORT", defaultValue = "19000", description = "First of a hundred ports; the next free hundred is taken (default: ${DEFAULT-VALUE}).")
    int portBase;

    @Option(names = "--certificate-life", paramLabel = "TIME", converter = DurationConverter.class, defaultValue = "10m", description = "How long each certificate is good, 30s to 24h; all are renewed at two thirds of it (default: ${DEFAULT-VALUE}).")
    Duration certificateLife = Duration.ofMinutes(10);

    @Option(names = "--train", hidden = true, description = "Folder into which every process writes an AOT cache.")
    @Nullable
    Path train;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        var line = java.util.Objects.requireNonNull(spec, "set by picocli").commandLine();
        if (portBase < 1024 || portBase > 65_000)
            throw new ParameterException(line, "--port-base %d: choose one from 1024 to 65000".formatted(portBase));
        if (certificateLife.compareTo(SHORTEST_LIFE) < 0 || certificateLife.compareTo(LONGEST_LIFE) > 0)
            throw new ParameterException(line,
                    "--certificate-life %d s: choose 30s to 24h".formatted(certificateLife.toSeconds()));
        var clock = InstantSource.system();
        var stopwatch = new Stopwatch(ManagementFactory.getRuntimeMXBean().getStartTime(), clock);
        var progress = json ? new JsonProgress(line.getOut(), stopwatch) : new TextProgress(line.getOut(), stopwatch);
        var options = new DemoOptions(Optional.ofNullable(until), Optional.ofNullable(duration), Optional.ofNullable(dataDir),
                keep, portBase, Optional.ofNullable(train), certificateLife);
        return new Demo(options, Installation.ofSystemProperties(), progress, stopwatch, clock).run().number();
    }
}
