package dev.gatehouse.demo.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks/run crash}: the crash test, for as long as many events take. */
@Command(name = "benchmarks/run crash", mixinStandardHelpOptions = true, description = {
        "Residents and devices report, while services, broker and database are killed with -9, frozen and restarted in turn.",
        "Then it is counted from outside: what was acknowledged and is not there, what had its effect twice, what is out of order.%n"}, footer = {
                "", "Exit code 0 when all of these are 0, 1 when one is not. Ctrl-C ends everything."})
final class CrashProgram implements Callable<Integer> {
    private static final Duration CALM = Duration.ofSeconds(3);
    private static final Duration SETTLED = Duration.ofMinutes(15);

    @Option(names = "--events", paramLabel = "N", defaultValue = "200000", description = "Fault reports and readings to be acknowledged, about a quarter of them reports; each report makes four events or so in the outboxes (default: ${DEFAULT-VALUE}).")
    int events = 200_000;

    @Option(names = "--port-base", paramLabel = "PORT", defaultValue = "28000", description = "First of a hundred ports; the next free hundred is taken (default: ${DEFAULT-VALUE}).")
    int portBase = 28_000;

    @Option(names = "--keep", description = "Leave the folder with data and logs; a failed run always leaves it.")
    boolean keep;

    @Spec
    @Nullable
    CommandSpec spec;

    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "dev/gatehouse/cli/cli-logback.xml");
        System.exit(new CommandLine(new CrashProgram()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        var line = java.util.Objects.requireNonNull(spec, "set by picocli").commandLine();
        var data = DataFolder.claim(Files.createTempDirectory("gatehouse-crash"));
        var plan = new CrashTrial.Plan(everything(), events, CALM, 24, 8,
                new Crowd.Pace(Duration.ZERO, Duration.ofMillis(50), 20), SETTLED);
        var end = new Thread(() -> {
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
            line.getErr().println("ended; data and logs are left in " + data.path());
        }, "crash-end");
        Runtime.getRuntime().addShutdownHook(end);
        var outcome = new CrashTrial(plan, told -> {
            line.getErr().println(told);
            line.getErr().flush();
        }).run(data.path(), Installation.ofSystemProperties(), portBase);
        Runtime.getRuntime().removeShutdownHook(end);
        line.getOut().println();
        line.getOut().print(CrashTrial.report(outcome));
        line.getOut().flush();
        write(CrashTrial.report(outcome));
        if (outcome.isGood() && !keep)
            data.delete();
        else
            line.getErr().println("data and logs are left in " + data.path());
        return outcome.isGood() ? 0 : 1;
    }

    private static void write(String report) throws IOException {
        var target = System.getProperty("gatehouse.benchmarks.target");
        if (target == null)
            return;
        Files.createDirectories(Path.of(target));
        Files.writeString(Path.of(target, "crash.md"), report);
    }

    private static List<CrashTrial.Fault> everything() {
        var faults = new ArrayList<CrashTrial.Fault>();
        for (var deed : Deed.values())
            for (var victim : List.of(World.PEOPLE_DOOR, World.SCHEDULER, CrashPlatform.SECOND, World.DEVICE_DOOR,
                    Platform.BROKER, Platform.DATABASE))
                faults.add(new CrashTrial.Fault(victim, deed));
        return faults;
    }
}
