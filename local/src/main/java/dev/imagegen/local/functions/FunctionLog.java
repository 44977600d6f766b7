package dev.imagegen.local.functions;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;

/** The local log: every line with the name of the function that it is about. */
public final class FunctionLog {

    private final PrintStream out;

    /** Takes where the lines go. */
    public FunctionLog(PrintStream out) {
        this.out = out;
    }

    /** Writes a message, which may have several lines. */
    public void write(String function, String message) {
        message.stripTrailing().lines().forEach(line -> out.println("[" + function + "] " + line));
    }

    /** Writes a message and the stack trace of what led to it. */
    public void write(String function, String message, Throwable cause) {
        var trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace, true));
        write(function, message + "\n" + trace);
    }
}
