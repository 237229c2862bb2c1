package dev.gatehouse.cli.rights;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.gatehouse.authorization.Difference;

/** What plan, apply and verify have in common: a catalog, a live platform, and how to show what lies between. */
final class EstateOptions {
    @Mixin
    TargetOption target = new TargetOption();

    @Mixin
    CatalogOption catalog = new CatalogOption();

    @Option(names = "--json", description = "One JSON object instead of text.")
    boolean json;

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec spec;

    Connection connection() {
        return target.connect(catalog.read(), this::err);
    }

    PrintWriter out() {
        return Objects.requireNonNull(spec, "set by picocli").commandLine().getOut();
    }

    private void err(String line) {
        var err = Objects.requireNonNull(spec, "set by picocli").commandLine().getErr();
        err.println(line);
        err.flush();
    }

    void show(String verb, Connection connection, Difference difference, Around around, List<String> done) {
        var out = out();
        if (json)
            out.println(DifferenceJson.of(verb, connection.target(), difference, around, done));
        else
            out.print(DifferenceText.of(difference, around));
        out.flush();
    }

    void say(String line) {
        if (!json) {
            out().println(line);
            out().flush();
        }
    }
}
