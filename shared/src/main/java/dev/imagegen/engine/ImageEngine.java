package dev.imagegen.engine;

import java.time.Duration;

/** Something that draws. The port behind which the providers, Cloudinary's add-on and the sandbox stand. */
public interface ImageEngine {

    /**
     * Draws one image and returns its bytes.
     *
     * @throws EngineException with the class of the failure, which decides on another try and on the money
     */
    Picture generate(Drawing drawing);

    /** How long this drawing may take at most, with the engine's own retries; a lease is made as long. */
    Duration budget(Drawing drawing);

    /** True if drawing again costs nothing: then a task whose worker died is simply drawn again. */
    boolean repeatable();
}
