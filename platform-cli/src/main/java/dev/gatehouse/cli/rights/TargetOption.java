package dev.gatehouse.cli.rights;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.cli.CommandFailedException;
import dev.gatehouse.cli.ExitCode;

/** Which live platform is meant, and as who. */
final class TargetOption {
    private static final int LONGEST = 3600;
    private static final String VARIABLE = "GATEHOUSE_TARGET";

    @Option(names = "--target", paramLabel = "FILE", description = "The platform: a demo.json or a target file. Default: the file that GATEHOUSE_TARGET names, then the newest running demo.")
    @Nullable
    Path file;

    @Option(names = "--as", paramLabel = "NAME", defaultValue = "operator", description = "Whose certificate to use, when the target has several (default: ${DEFAULT-VALUE}).")
    String as = "operator";

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "15", description = "How long to wait for each answer of the broker (default: ${DEFAULT-VALUE}).")
    int timeout = 15;

    boolean isNamed() {
        return file != null;
    }

    /** @throws CommandFailedException when none is meant, or its file is not one */
    Connection connect(Catalog catalog) {
        if (timeout < 1 || timeout > LONGEST)
            throw new CommandFailedException(ExitCode.USAGE, "nobody can wait for %d seconds".formatted(timeout),
                    "Say --timeout with 1 to %d".formatted(LONGEST));
        return new Connection(resolve(), catalog, Duration.ofSeconds(timeout));
    }

    private Target resolve() {
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
