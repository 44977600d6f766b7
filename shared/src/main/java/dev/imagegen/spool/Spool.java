package dev.imagegen.spool;

import dev.imagegen.engine.Picture;
import java.time.Instant;
import java.util.Optional;

/** Keeps pictures until the asset store has them. */
public interface Spool {

    /**
     * Keeps the picture of a task; when this returns, it survives everything. A second picture of the same task takes the place
     * of the first.
     *
     * @param until when it may be forgotten
     */
    void keep(String taskId, Picture picture, Instant until);

    /** The picture, whole; empty if none was kept to the end. */
    Optional<Picture> find(String taskId);
}
