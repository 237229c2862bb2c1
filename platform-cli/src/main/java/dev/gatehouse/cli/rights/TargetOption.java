package dev.gatehouse.cli.rights;

import java.util.function.Consumer;

import picocli.CommandLine.Option;

import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.cli.CommandFailedException;

/** Which live platform is meant, and as who. */
public final class TargetOption extends PlatformOption {
    @Option(names = "--as", paramLabel = "NAME", defaultValue = OPERATOR, description = "Whose certificate to use, when the target has several (default: ${DEFAULT-VALUE}).")
    String as = OPERATOR;

    /**
     * Connects to nothing yet.
     *
     * @param problems told of each revocation that is not understood
     * @throws CommandFailedException when none is meant, or its file is not one
     */
    public Connection connect(Catalog catalog, Consumer<String> problems) {
        return new Connection(target(as), catalog, patience(), problems);
    }

    /** @throws CommandFailedException when none is meant, or its file is not one */
    public Target target() {
        return target(as);
    }
}
