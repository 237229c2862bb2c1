package dev.gatehouse.demo.estate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A launcher to be killed: starts a guarded program, tells its pid, and tells on its way out whether the program still ran. */
final class LauncherMain {
    private LauncherMain() {}

    /** Takes a folder for its files, then the command. */
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var words = List.of(arguments).subList(1, arguments.length);
        var program = GuardedProcess.start(Command.of(folder.resolve("program.log"), words));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> PrivateFiles.write(folder.resolve("outlived"),
                "" + !program.endsWithin(Duration.ofSeconds(1)))));
        PrivateFiles.write(folder.resolve("pid"), "" + program.pid());
        program.onExit().join();
    }
}
