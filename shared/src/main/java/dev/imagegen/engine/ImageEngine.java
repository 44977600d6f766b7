package dev.imagegen.engine;

import java.util.Optional;

/** Something that draws. The port behind which the providers, Cloudinary's add-on and the sandbox stand. */
public interface ImageEngine {

    /** The word by which configuration, log and table know it, for example {@code bfl}. */
    String name();

    /**
     * Draws one image, or submits it. It is called at most once for a task, but for failures that are safe to repeat.
     *
     * @throws EngineException with the class of the failure, which decides on another try and on the money
     */
    Progress generate(Drawing drawing);

    /** True if drawing again costs nothing: then a task whose worker died is simply drawn again. */
    boolean repeatable();

    /** True if an image costs what the price book says where the engine does not state it. */
    default boolean pricedByCatalogue() {
        return true;
    }

    /** True if {@link #recall} can tell what became of this drawing, so that a lost answer is worth a look. */
    default boolean remembers(Drawing drawing) {
        return false;
    }

    /**
     * Looks for what an earlier call of {@link #generate} for the same task made, whose answer was lost. Costs nothing.
     *
     * @return empty if there is nothing, or this engine cannot know
     * @throws EngineException if it could not be asked just now
     */
    default Optional<Progress> recall(Drawing drawing) {
        return Optional.empty();
    }
}
