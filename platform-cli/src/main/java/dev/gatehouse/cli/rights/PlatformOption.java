package dev.gatehouse.cli.rights;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import dev.gatehouse.cli.CommandFailedException;
import dev.gatehouse.cli.ExitCode;

/** Which live platform is meant. */
public class PlatformOption {
    /** Whoever may look after the platform, where a target has the identities of several. */
    public static final String OPERATOR = "operator";
    private static final int LONGEST = 3600;
    private static final String VARIABLE = "GATEHOUSE_TARGET";

    @Option(names = "--target", paramLabel = "FILE", description = "The platform: a demo.json or a target file. Default: the file that GATEHOUSE_TARGET names, then the newest running demo.")
    @Nullable
    Path file;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "15", description = "How long to wait for each answer (default: ${DEFAULT-VALUE}).")
    int timeout = 15;

    boolean isNamed() {
        return file != null;
    }

    /** @throws CommandFailedException when nobody can wait for so long */
    public Duration patience() {
        if (timeout < 1 || timeout > LONGEST)
            throw new CommandFailedException(ExitCode.USAGE, "nobody can wait for %d seconds".formatted(timeout),
                    "Say --timeout with 1 to %d".formatted(LONGEST));
        return Duration.ofSeconds(timeout);
    }

    /**
     * Reads what is meant.
     *
     * @param as whose certificate, when the target has several
     * @throws CommandFailedException when none is meant, or its file is not one
     */
    public Target target(String as) {
        if (file != null)
            return Target.read(file, as);
        var named = System.getenv(VARIABLE);
        if (named != null && !named.isBlank())
            return Target.read(Path.of(named), as);
        return LiveDemos.ofThisUser(System.getenv()).newest().map(demo -> Target.read(demo, as))
                .orElseThrow(() -> new CommandFailedException(ExitCode.USAGE,
                        "it is not said which platform is meant, and no demo is running",
                        "Start a demo by 'gatehouse demo', or name a file by --target or %s".formatted(VARIABLE)));
    }
}
