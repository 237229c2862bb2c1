package dev.gatehouse.demo.app;

import dev.gatehouse.cli.Subcommand;

/** The door through which {@code gatehouse} finds the demo. */
public final class DemoSubcommand implements Subcommand {
    @Override
    public Object command() {
        return new DemoCommand();
    }
}
