package dev.gatehouse.cli.rights;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.gatehouse.authorization.CatalogRights;
import dev.gatehouse.authorization.Decision.Allowed;
import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.cli.ExitCode;
import dev.gatehouse.cli.Subcommand;
import dev.gatehouse.names.ServiceName;

/** Answers why a service may or may not. */
@Command(name = "explain", mixinStandardHelpOptions = true, description = {
        "Say whether a service may read or write a topic, by which line, or which line is missing in which file.%n"}, footer = {
                "", "Exit code 0 for yes, 1 for no; against a live platform, 0 only when it agrees."})
public final class ExplainCommand implements Subcommand, Callable<Integer> {
    /** What is asked about. */
    enum Access {
        READ, WRITE;

        @Override
        public String toString() {
            return this == READ ? "read" : "write";
        }
    }

    @Parameters(index = "0", paramLabel = "SERVICE", description = "Who.")
    String service = "";

    @Parameters(index = "1", paramLabel = "read|write", description = "What.")
    Access access = Access.READ;

    @Parameters(index = "2", paramLabel = "TOPIC", description = "A declared topic, its grants (<topic>.grants) or a reader's quarantine (<topic>.quarantine.<reader>).")
    String topic = "";

    @Mixin
    CatalogOption catalog = new CatalogOption();

    @Mixin
    TargetOption target = new TargetOption();

    @Option(names = "--live", description = "Ask the broker of the target too; --target alone does the same.")
    boolean live;

    @Option(names = "--json", description = "One JSON object instead of text.")
    boolean json;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        var name = service();
        var checked = catalog.read();
        var rights = new CatalogRights(checked);
        var decision = access == Access.READ ? rights.mayRead(name, topic) : rights.mayWrite(name, topic);
        var found = live || target.isNamed() ? Optional.of(ask(checked, name)) : Optional.<LiveAnswer>empty();
        show(new Explanation(name, access, topic, decision, found));
        var yes = decision instanceof Allowed && found.map(LiveAnswer::isYes).orElse(true);
        return (yes ? ExitCode.DONE : ExitCode.DIFFERENCE).number();
    }

    private LiveAnswer ask(Catalog checked, ServiceName name) {
        var connection = target.connect(checked,
                problem -> Objects.requireNonNull(spec, "set by picocli").commandLine().getErr().println(problem));
        return connection.use(reconciler -> LiveAnswer.of(connection.wanted(), reconciler.rights(), name, access, topic,
                connection.revokedSince(name)));
    }

    private void show(Explanation explanation) {
        var out = line().getOut();
        out.print(json ? explanation.json() + "\n" : explanation.text());
        out.flush();
    }

    private ServiceName service() {
        try {
            return new ServiceName(service);
        } catch (IllegalArgumentException illegal) {
            throw new ParameterException(line(), String.valueOf(illegal.getMessage()));
        }
    }

    private CommandLine line() {
        return Objects.requireNonNull(spec, "set by picocli").commandLine();
    }
}
