package dev.imagegen.engine;

/** Something that draws. The port behind which the providers, Cloudinary's add-on and the sandbox stand. */
public interface ImageEngine {

    /**
     * Draws one image and returns its bytes.
     *
     * @throws EngineException with the class of the failure, which decides on another try and on the money
     */
    Picture generate(Drawing drawing);

    /** True if drawing again costs nothing: then a task whose worker died is simply drawn again. */
    boolean repeatable();
}
