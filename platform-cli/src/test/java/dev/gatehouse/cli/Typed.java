package dev.gatehouse.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ServiceLoader;

/** What came of what somebody typed after {@code gatehouse}. */
public record Typed(int code, String out, String err) {
    public static Typed of(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var code = Main.commandLine(ServiceLoader.load(Subcommand.class)).setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err)).execute(words);
        return new Typed(code, out.toString(), err.toString());
    }
}
