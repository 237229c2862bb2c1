package dev.gatehouse.cli.rights;

import picocli.CommandLine.Option;

import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.cli.CommandFailedException;

/** Which live platform is meant, and as who. */
public final class TargetOption extends PlatformOption {
    @Option(names = "--as", paramLabel = "NAME", defaultValue = OPERATOR, description = "Whose certificate to use, when the target has several (default: ${DEFAULT-VALUE}).")
    String as = OPERATOR;

    /** @throws CommandFailedException when none is meant, or its file is not one */
    public Connection connect(Catalog catalog) {
        return new Connection(target(as), catalog, patience());
    }

    /** @throws CommandFailedException when none is meant, or its file is not one */
    public Target target() {
        return target(as);
    }
}
