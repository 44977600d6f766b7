package dev.imagegen.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of an event that a command line names; {@code -} is the standard input. */
final class EventFile {

    private EventFile() {}

    /**
     * Its text, which is JSON.
     *
     * @throws UsageException if there is no such file, or it is no JSON
     */
    static String read(Path file) throws IOException {
        String text = text(file);
        try {
            new JsonMapper().readTree(text);
            return text;
        } catch (JsonProcessingException malformed) {
            throw new UsageException("The event " + file + " is no JSON: " + malformed.getOriginalMessage());
        }
    }

    private static String text(Path file) throws IOException {
        if (file.toString().equals("-")) {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (!Files.isRegularFile(file)) {
            throw new UsageException("There is no event " + file + ".");
        }
        return Files.readString(file);
    }
}
