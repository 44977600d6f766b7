package dev.imagegen.engine.sandbox;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.ImageEngine;
import dev.imagegen.engine.Picture;
import dev.imagegen.image.Encoder;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.image.PixelRoom;
import dev.imagegen.time.Sleeper;
import java.util.OptionalLong;

/**
 * Draws for free, here and now: a landscape, or the reference images, under a band with the prompt. The pixels follow from
 * model, prompt, seed, size and references alone, on every machine. Safe for concurrent use.
 */
public final class SandboxEngine implements ImageEngine {

    /** By which configuration, log and table know it. */
    public static final String NAME = "sandbox";
    /** Good for a heap of 300 MB. */
    public static final int DEFAULT_MEGAPIXELS = 24;

    private static final long MEGAPIXEL = 1_000_000;

    private final boolean failing;
    private final Sleeper sleeper;
    private final PixelRoom room;
    private final Painter painter = new Painter(PixelFont.load());

    /**
     * @param failing whether words like {@code sandbox:refuse} in a prompt do what they say; otherwise they are only text
     * @param sleeper waits for {@code sandbox:slow}
     * @param megapixels how many millions of pixels may be in memory at once, 1 to 2000; more wait their turn, and a drawing
     *     that needs more works alone. A pixel takes 3 bytes, and 4 more while a reference is decoded
     */
    public SandboxEngine(boolean failing, Sleeper sleeper, int megapixels) {
        if (megapixels < 1 || megapixels > 2000) {
            throw new IllegalArgumentException("megapixels must be 1 to 2000, not " + megapixels);
        }
        this.failing = failing;
        this.sleeper = sleeper;
        this.room = new PixelRoom(megapixels * (int) MEGAPIXEL);
    }

    /** As the other one, with {@link #DEFAULT_MEGAPIXELS}. */
    public SandboxEngine(boolean failing, Sleeper sleeper) {
        this(failing, sleeper, DEFAULT_MEGAPIXELS);
    }

    /**
     * {@inheritDoc} Without a seed one is derived from the task's id.
     *
     * @throws EngineException as a word in the prompt asks for
     * @throws ImagegenException {@link ErrorCode#REFERENCE_UNUSABLE} if a reference is no PNG, JPEG or WebP that can be
     *     decoded
     */
    @Override
    public Picture generate(Drawing drawing) {
        FailureWords words = words(drawing);
        if (words.slow().isPositive()) {
            sleeper.sleep(words.slow());
        }
        if (words.mishap().isPresent()) {
            throw words.mishap().get().exception();
        }
        long seed = drawing.seed().orElseGet(() -> Fingerprint.seedOf(drawing.taskId()));
        Drawing sized = words.resize(drawing);
        byte[] bytes = room.with(
                pixels(sized), () -> Encoder.of(sized.format()).encode(painter.paint(sized, seed)));
        return new Picture(bytes, OptionalLong.of(seed));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    private FailureWords words(Drawing drawing) {
        return failing ? FailureWords.of(drawing.prompt()) : FailureWords.NONE;
    }

    /** libwebp works on a copy, and the largest reference lies beside the canvas. */
    private static long pixels(Drawing drawing) {
        long canvas = (long) drawing.width() * drawing.height();
        long copies = drawing.format() == ImageFormat.WEBP ? 2 : 1;
        long reference = drawing.references().stream()
                .flatMap(bytes -> ImageHeader.read(bytes).stream())
                .mapToLong(ImageHeader::pixels)
                .max()
                .orElse(0);
        return canvas * copies + reference;
    }
}
