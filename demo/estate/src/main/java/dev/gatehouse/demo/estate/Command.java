package dev.gatehouse.demo.estate;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to run as a process of its own.
 *
 * @param words the program and its arguments, given to it as they are
 * @param folder working directory
 * @param environment added to the launcher's own
 * @param log file that standard output and error are appended to
 */
public record Command(List<String> words, Path folder, Map<String, String> environment, Path log) {
    public Command {
        if (words.isEmpty())
            throw new IllegalArgumentException("a command needs at least the name of a program");
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /** Runs in the launcher's working directory, with its environment. */
    public static Command of(Path log, List<String> words) {
        return new Command(words, Path.of("").toAbsolutePath(), Map.of(), log);
    }

    public Command in(Path otherFolder) {
        return new Command(words, otherFolder, environment, log);
    }

    public Command with(Map<String, String> variables) {
        return new Command(words, folder, variables, log);
    }
}
