package dev.gatehouse.demo.estate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How PostgreSQL's programs are called.
 *
 * @param binaries folder with {@code bin}
 */
record DatabasePrograms(Path binaries) {
    /** Programs with their environment. */
    record Step(List<String> words, Map<String, String> environment) {}

    /** Makes a cluster whose only role is the operator, who can come by certificate alone. */
    Step initialise(Path data) {
        return new Step(asNobody(List.of(program("initdb"), "-D", data.toString(), "-U", DatabaseSettings.OPERATOR, "-E", "UTF8",
                "--locale=C", "--auth=reject", "--no-instructions")), Map.of());
    }

    /** Single-user mode: nobody else is there yet. */
    Step createDatabase(Path data) {
        var single = asNobody(List.of(program("postgres"), "--single", "-D", data.toString(), "postgres"));
        var words = new ArrayList<>(List.of("sh", "-c", "printf '%s\\n' \"$STATEMENTS\" | \"$@\"", "sh"));
        words.addAll(single);
        return new Step(words, Map.of("STATEMENTS", """
                CREATE DATABASE %s
                REVOKE ALL ON DATABASE %1$s FROM PUBLIC
                REVOKE ALL ON DATABASE postgres FROM PUBLIC
                REVOKE ALL ON DATABASE template1 FROM PUBLIC""".formatted(DatabaseSettings.NAME)));
    }

    /** In a session of its own where that can be had: Ctrl-C at a terminal is for the launcher, and PostgreSQL would obey it. */
    List<String> serve(Path data) {
        var words = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid")))
            words.add("/usr/bin/setsid");
        words.addAll(asNobody(List.of(program("postgres"), "-D", data.toString())));
        return words;
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it does not know that it is. */
    private static List<String> asNobody(List<String> command) {
        if (!System.getProperty("user.name").equals("root"))
            return command;
        var words = new ArrayList<>(List.of("unshare", "-U"));
        words.addAll(command);
        return words;
    }

    private String program(String name) {
        return binaries.resolve("bin").resolve(name).toString();
    }
}
