package dev.imagegen.local.providers.ideogram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.local.providers.Gradient;
import dev.imagegen.local.providers.Mishap;
import java.util.Optional;

/** What a picture is drawn from. */
record IdeogramWish(String prompt, String resolution, Speed speed, long seed) {

    /** @param seed if the body has none */
    static IdeogramWish of(JsonNode body, long seed) {
        return new IdeogramWish(
                body.path("prompt").textValue(),
                body.path("resolution").asText("1024x1024"),
                Speed.of(body.path("rendering_speed").asText("default")).orElseThrow(),
                body.path("seed").asLong(seed));
    }

    Optional<Mishap> mishap() {
        return Mishap.of(prompt);
    }

    boolean has(Mishap mishap) {
        return mishap().filter(mishap::equals).isPresent();
    }

    /** Why it fails after it was taken: words that only providers understand that one has to ask. */
    Optional<String> failure() {
        if (Mishap.asked(prompt, "refuse-later")) {
            return Optional.of("content_policy_violation");
        }
        return Mishap.asked(prompt, "fail") ? Optional.of("internal_error") : Optional.empty();
    }

    boolean made() {
        return failure().isEmpty() && !has(Mishap.NEVER);
    }

    byte[] draw() {
        int part = has(Mishap.WRONG_SIZE) ? 2 : 1;
        String[] sides = resolution.split("x");
        return Gradient.of(Integer.parseInt(sides[0]) / part, Integer.parseInt(sides[1]) / part, ImageFormat.PNG, seed);
    }
}
