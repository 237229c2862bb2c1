package dev.gatehouse.demo.estate;

import java.nio.file.Path;
import java.util.List;

/** A launcher to be killed: starts a guarded program, tells its pid, and ends with it. */
final class LauncherMain {
    private LauncherMain() {}

    /** Takes a folder for its files, then the command. */
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var words = List.of(arguments).subList(1, arguments.length);
        var program = GuardedProcess.start(Command.of(folder.resolve("program.log"), words));
        PrivateFiles.write(folder.resolve("pid"), "" + program.pid());
        program.onExit().join();
    }
}
