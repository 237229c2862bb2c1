package dev.gatehouse.cli.rights;

import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import dev.gatehouse.authorization.kafka.Reconciler;
import dev.gatehouse.cli.ExitCode;
import dev.gatehouse.cli.Subcommand;

/** Fails on every difference. */
@Command(name = "verify", mixinStandardHelpOptions = true, description = "Check that topics, contracts and rights are exactly as the descriptors say, and that nobody else's right reaches into them.%n", footer = {
        "", "Exit code 0 when they are, 1 when they are not."})
public final class VerifyCommand implements Subcommand, Callable<Integer> {
    @Mixin
    EstateOptions estate = new EstateOptions();

    @Override
    public Integer call() {
        var connection = estate.connection();
        var difference = connection.use(Reconciler::difference);
        var around = connection.around();
        var wanted = connection.wanted();
        estate.show("verify", connection, difference, around, List.of());
        estate.say(difference.isNone() && around.isNone()
                ? "As the descriptors say: %d topics, %d rights, %d services.".formatted(wanted.topics().size(),
                        wanted.bindings().size(), wanted.services().size())
                : "Not as the descriptors say: %s.".formatted(DifferenceText.summary(difference, around)));
        return (difference.isNone() && around.isNone() ? ExitCode.DONE : ExitCode.DIFFERENCE).number();
    }
}
