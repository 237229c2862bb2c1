package dev.gatehouse.demo.app;

import java.io.PrintWriter;
import java.util.Locale;

/** Short lines with the seconds since the start. */
final class TextProgress implements Progress {
    private final PrintWriter out;
    private final Stopwatch stopwatch;

    TextProgress(PrintWriter out, Stopwatch stopwatch) {
        this.out = out;
        this.stopwatch = stopwatch;
    }

    @Override
    public synchronized void tell(String step, String text) {
        out.println(String.format(Locale.ROOT, "%6.1f s  %s", stopwatch.seconds(), text));
        out.flush();
    }

    @Override
    public synchronized void list(String lines) {
        out.println();
        out.println(lines);
        out.flush();
    }
}
