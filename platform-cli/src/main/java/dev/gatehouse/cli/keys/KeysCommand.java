package dev.gatehouse.cli.keys;

import picocli.CommandLine.Command;

import dev.gatehouse.cli.Subcommand;

/** Looks at keys. */
@Command(name = "keys", mixinStandardHelpOptions = true, description = "Look at the key versions of services.%n", subcommands = KeysListCommand.class)
public final class KeysCommand implements Subcommand {}
