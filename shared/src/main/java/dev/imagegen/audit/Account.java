package dev.imagegen.audit;

import java.time.YearMonth;
import java.util.Optional;

/** Whose numbers are kept. */
public sealed interface Account {

    /** The month of a cloud, or of one of its keys. @param apiKey empty for the whole cloud */
    record Month(String cloud, Optional<String> apiKey, YearMonth month) implements Account {
        @Override
        public String toString() {
            return month + " of cloud " + cloud + apiKey.map(key -> ", key " + key).orElse("");
        }
    }

    /** The tasks of a key that have not ended; kept only for keys that have a limit of them. */
    record OpenTasks(String apiKey) implements Account {
        @Override
        public String toString() {
            return "tasks at once of key " + apiKey;
        }
    }
}
