package dev.imagegen.engine.addon;

import dev.imagegen.contract.ImagegenException;
import java.net.URI;

/** A place for reference images where the add-on can fetch them: it takes addresses, no bytes. */
@FunctionalInterface
public interface ReferenceShelf {

    /**
     * Puts a reference there for a while. A repeat for the same task and index replaces it.
     *
     * @param index 0 for the first
     * @return an HTTPS address that nobody can guess
     * @throws ImagegenException if it could not be put there
     */
    URI put(String taskId, int index, byte[] reference);
}
