package dev.imagegen.bench.engines;

import dev.imagegen.local.providers.Provider;
import dev.imagegen.local.providers.bfl.BflEmulator;
import dev.imagegen.local.providers.gemini.GeminiEmulator;
import dev.imagegen.local.providers.ideogram.IdeogramEmulator;
import dev.imagegen.local.providers.openai.OpenAiEmulator;
import dev.imagegen.local.providers.recraft.RecraftEmulator;
import dev.imagegen.time.Sleeper;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/** Whose pictures are measured: a provider, or the store's add-on; with a model of it and the smallest picture that this draws. */
enum Subject {
    OPENAI("gpt-image-2", 816, 816, 20, true),
    GEMINI("nano-banana-2", 1024, 1024, 20, true),
    RECRAFT("recraft-v4", 1024, 1024, 10, true),
    BFL("flux-2-klein-9b", 64, 64, 24, false),
    IDEOGRAM("ideogram-v4-turbo", 512, 1536, 10, false),
    CLOUDINARY("flux-2-klein-9b", 64, 64, 20, false);

    private static final String KEY = "bench-key";

    private final String model;
    private final int width;
    private final int height;
    private final int ceiling;
    private final boolean synchronous;

    Subject(String model, int width, int height, int ceiling, boolean synchronous) {
        this.model = model;
        this.width = width;
        this.height = height;
        this.ceiling = ceiling;
        this.synchronous = synchronous;
    }

    /** @param takes how long it draws a picture  @param ceiling how many it has in progress at most */
    Maker maker(Duration takes, int ceiling) {
        Clock clock = Clock.systemUTC();
        Sleeper sleeper = Sleeper.ofThread();
        SecureRandom random = new SecureRandom();
        return switch (this) {
            case OPENAI -> direct(new OpenAiEmulator(KEY, clock, sleeper, takes), ceiling);
            case GEMINI -> direct(new GeminiEmulator(KEY, sleeper, takes), ceiling);
            case RECRAFT -> direct(new RecraftEmulator(KEY, clock, sleeper, takes), ceiling);
            case BFL -> direct(
                    new BflEmulator(KEY, clock, random, takes, BflEmulator.ADDRESS_LIFE, ceiling), ceiling);
            case IDEOGRAM -> direct(
                    new IdeogramEmulator(KEY, clock, random, takes, IdeogramEmulator.ADDRESS_LIFE, ceiling), ceiling);
            case CLOUDINARY -> new Maker.AddOn(takes, ceiling);
        };
    }

    private static Maker direct(Provider provider, int ceiling) {
        return new Maker.Direct(new Watched(provider, ceiling), ceiling);
    }

    static String key() {
        return KEY;
    }

    String provider() {
        return name().toLowerCase(Locale.ROOT);
    }

    String model() {
        return model;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** How many pictures it may have in progress, as built in. */
    int ceiling() {
        return ceiling;
    }

    /** True if it answers with the picture; otherwise it has to be asked for it. */
    boolean synchronous() {
        return synchronous;
    }
}
