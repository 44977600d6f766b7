package dev.imagegen.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Prints figures, each beside its goal. */
public record Figures(PrintStream out) {

    /** @param goal blank for none */
    public void print(String what, Duration value, String goal) {
        print(what, value.compareTo(Duration.ofSeconds(1)) < 0
                ? String.format(Locale.ROOT, "%.1f ms", value.toNanos() / 1e6)
                : String.format(Locale.ROOT, "%.2f s", value.toNanos() / 1e9), goal);
    }

    /** @param goal blank for none */
    public void print(String what, String value, String goal) {
        out.printf(Locale.ROOT, "%-42s %12s   %s%n", what, value, goal.isEmpty() ? "" : "goal " + goal);
    }

    /** What the figures after it are about. */
    public void head(String text) {
        out.printf("%n%s%n", text);
    }
}
