package dev.imagegen.local.providers.bfl;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.local.providers.Gradient;
import dev.imagegen.local.providers.Mishap;
import java.util.Optional;

/**
 * What a picture is drawn from.
 *
 * @param askedAt the host where it can be asked for; empty for any
 */
record BflWish(String prompt, int width, int height, ImageFormat format, long seed, Optional<String> askedAt) {

    Optional<Mishap> mishap() {
        return Mishap.of(prompt);
    }

    boolean has(Mishap mishap) {
        return mishap().filter(mishap::equals).isPresent();
    }

    /** A word that only providers understand that one has to ask. */
    boolean fails() {
        return Mishap.asked(prompt, "fail");
    }

    boolean made() {
        return !fails() && !has(Mishap.REFUSE_INPUT) && !has(Mishap.NEVER);
    }

    byte[] draw() {
        int part = has(Mishap.WRONG_SIZE) ? 2 : 1;
        return Gradient.of(width / part, height / part, format, seed);
    }
}
