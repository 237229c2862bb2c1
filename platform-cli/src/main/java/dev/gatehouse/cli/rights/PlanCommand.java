package dev.gatehouse.cli.rights;

import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import dev.gatehouse.authorization.kafka.Reconciler;
import dev.gatehouse.cli.ExitCode;
import dev.gatehouse.cli.Subcommand;

/** Shows what apply would do. */
@Command(name = "plan", mixinStandardHelpOptions = true, description = "Show what 'apply' would change, and change nothing.%n", footer = {
        "", "Exit code 0 when there is nothing to do, 1 when there is."})
public final class PlanCommand implements Subcommand, Callable<Integer> {
    @Mixin
    EstateOptions estate = new EstateOptions();

    @Override
    public Integer call() {
        var connection = estate.connection();
        var difference = connection.use(Reconciler::difference);
        var around = connection.around();
        estate.show("plan", connection, difference, around, List.of());
        estate.say(difference.isNone() && around.isNone()
                ? "Nothing to do: everything is as the descriptors say."
                : "In all: %s.".formatted(DifferenceText.summary(difference, around)));
        return (difference.isNone() && around.isNone() ? ExitCode.DONE : ExitCode.DIFFERENCE).number();
    }
}
