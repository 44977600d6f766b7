package dev.imagegen.local.smoke;

import dev.imagegen.local.UsageException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who calls. Of the environment or typed in, so that no secret stands in a command line.
 *
 * @param webhookSecret with which Cloudinary signs its notifications, to try a signed one
 */
public record Credentials(String key, String secret, Optional<String> webhookSecret) {

    static final String KEY = "IMAGEGEN_API_KEY";
    static final String SECRET = "IMAGEGEN_API_SECRET";
    static final String WEBHOOK_SECRET = "IMAGEGEN_WEBHOOK_SECRET";

    /**
     * Takes them from the environment, and asks for what is not there.
     *
     * @param ask gives what is typed in answer to a question; empty if nobody can be asked
     * @throws UsageException if there is none
     */
    public static Credentials of(Map<String, String> environment, Function<String, Optional<String>> ask) {
        return new Credentials(
                one(environment, KEY, "API key: ", ask), one(environment, SECRET, "API secret: ", ask),
                Optional.ofNullable(environment.get(WEBHOOK_SECRET)).filter(secret -> !secret.isBlank()));
    }

    private static String one(
            Map<String, String> environment, String name, String question, Function<String, Optional<String>> ask) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank())
                .or(() -> ask.apply(question).filter(value -> !value.isBlank()))
                .orElseThrow(() -> new UsageException("The environment lacks " + name + ", and nobody can be asked for it here."));
    }

    @Override
    public String toString() {
        return "Credentials[" + key + ", …]";
    }
}
