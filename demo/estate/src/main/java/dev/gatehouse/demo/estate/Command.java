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
 * @param stop the signal by which this program is asked to end in good order
 */
public record Command(List<String> words, Path folder, Map<String, String> environment, Path log, Signal stop) {
    /** What a program takes for a request to end. */
    public enum Signal {
        TERM, INT
    }

    public Command {
        if (words.isEmpty())
            throw new IllegalArgumentException("a command needs at least the name of a program");
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /** Runs in the launcher's working directory, with its environment. */
    public static Command of(Path log, List<String> words) {
        return new Command(words, Path.of("").toAbsolutePath(), Map.of(), log, Signal.TERM);
    }

    public Command in(Path otherFolder) {
        return new Command(words, otherFolder, environment, log, stop);
    }

    public Command with(Map<String, String> variables) {
        return new Command(words, folder, variables, log, stop);
    }

    public Command endedBy(Signal signal) {
        return new Command(words, folder, environment, log, signal);
    }
}
