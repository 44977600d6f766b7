package dev.imagegen.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Structured log lines: one JSON object a line, as the platform's log store searches them.
 *
 * <p>No line holds a secret, a prompt or image bytes: callers log ids, states, counts and durations.
 */
public final class Log {

    private static final int MAX_CAUSES = 5;
    private static final int MAX_FRAMES = 6;

    private final PrintStream out;
    private final Clock clock;

    public Log(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /** @param keysAndValues pairs, for example {@code "task_id", id} */
    public void info(String event, Object... keysAndValues) {
        write("INFO", event, null, keysAndValues);
    }

    /** Something that heals by itself or needs a look. */
    public void warn(String event, Throwable cause, Object... keysAndValues) {
        write("WARN", event, cause, keysAndValues);
    }

    /** Something that somebody has to look at. */
    public void error(String event, Throwable cause, Object... keysAndValues) {
        write("ERROR", event, cause, keysAndValues);
    }

    private void write(String level, String event, Throwable cause, Object... keysAndValues) {
        ObjectNode line = Json.object().put("time", clock.instant().toString()).put("level", level).put("event", event);
        for (int i = 0; i + 1 < keysAndValues.length; i += 2) {
            line.put(String.valueOf(keysAndValues[i]), String.valueOf(keysAndValues[i + 1]));
        }
        if (cause != null) {
            line.put("cause", cause.toString());
            var trace = line.putArray("at");
            Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
                    .limit(MAX_CAUSES)
                    .flatMap(t -> Arrays.stream(t.getStackTrace()).limit(MAX_FRAMES))
                    .forEach(frame -> trace.add(frame.toString()));
        }
        out.println(Json.write(line));
    }
}
