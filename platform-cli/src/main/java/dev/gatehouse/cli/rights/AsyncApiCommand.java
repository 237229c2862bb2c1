package dev.gatehouse.cli.rights;

import java.util.Objects;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.gatehouse.catalog.AsyncApi;
import dev.gatehouse.catalog.Replication;
import dev.gatehouse.cli.ExitCode;
import dev.gatehouse.cli.Subcommand;

/** Prints the catalog as an AsyncAPI document. */
@Command(name = "asyncapi", mixinStandardHelpOptions = true, description = "Print who sends what to whom as an AsyncAPI 3.0.0 document (JSON).%n")
public final class AsyncApiCommand implements Subcommand, Callable<Integer> {
    @Mixin
    CatalogOption catalog = new CatalogOption();

    @Option(names = "--one-broker", description = "Topics as on a platform with one broker; default: with three or more.")
    boolean oneBroker;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        var out = Objects.requireNonNull(spec, "set by picocli").commandLine().getOut();
        out.print(AsyncApi.of(catalog.read(), oneBroker ? Replication.ONE_BROKER : Replication.THREE_BROKERS));
        out.flush();
        return ExitCode.DONE.number();
    }
}
