package dev.gatehouse.cli.keys;

import picocli.CommandLine.Command;

import dev.gatehouse.cli.Subcommand;

/** Has something made anew. */
@Command(name = "rotate", mixinStandardHelpOptions = true, description = "Have something made anew while everything runs.%n", subcommands = RotateKeysCommand.class)
public final class RotateCommand implements Subcommand {}
