package dev.gatehouse.cli.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

import dev.gatehouse.cli.ExitCode;
import dev.gatehouse.cli.Subcommand;
import dev.gatehouse.cli.doctor.Finding.Verdict;

/** Looks at the machine. */
@Command(name = "doctor", mixinStandardHelpOptions = true, description = "Check that this machine has what Gatehouse needs.%n", footer = {
        "", "Exit code 0 when nothing is missing that everything needs, else 1."})
public final class DoctorCommand implements Subcommand, Callable<Integer> {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Machine machine;

    @Option(names = "--port-base", paramLabel = "PORT", defaultValue = "19000", description = "First of the hundred ports to look at (default: ${DEFAULT-VALUE}).")
    int portBase = 19_000;

    @Option(names = "--json", description = "One JSON object instead of text.")
    boolean json;

    @Spec
    @Nullable
    CommandSpec spec;

    /** Of the machine on which this runs. */
    public DoctorCommand() {
        this(new ThisMachine());
    }

    DoctorCommand(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Integer call() {
        var findings = Examination.of(machine, portBase);
        var out = Objects.requireNonNull(spec, "set by picocli").commandLine().getOut();
        out.print(json ? json(findings) : text(findings));
        out.flush();
        return (isWell(findings) ? ExitCode.DONE : ExitCode.DIFFERENCE).number();
    }

    private static boolean isWell(List<Finding> findings) {
        return findings.stream().noneMatch(finding -> finding.verdict() == Verdict.MISSING);
    }

    private static String text(List<Finding> findings) {
        var text = new StringBuilder();
        for (var finding : findings) {
            text.append("%-9s %-22s %s\n".formatted(word(finding), finding.what(), finding.found()));
            if (!finding.remedy().isEmpty())
                text.append("%-9s %s.\n".formatted("", finding.remedy()));
        }
        return text.append(isWell(findings) ? "Everything that is needed is there.\n" : "Something is missing.\n").toString();
    }

    private static String json(List<Finding> findings) {
        var root = MAPPER.createObjectNode().put("format", 1).put("well", isWell(findings));
        var all = root.putArray("findings");
        findings.forEach(finding -> all.addObject().put("what", finding.what()).put("verdict", word(finding))
                .put("found", finding.found()).put("remedy", finding.remedy()));
        return MAPPER.writeValueAsString(root) + "\n";
    }

    private static String word(Finding finding) {
        return finding.verdict().name().toLowerCase(Locale.ROOT);
    }
}
