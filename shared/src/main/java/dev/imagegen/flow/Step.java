package dev.imagegen.flow;

/** The places between which a worker may die: what was done before each of them is done once. */
public enum Step {
    /** The task is this worker's. */
    CLAIMED,
    /** The reference images are here. */
    REFERENCES_FETCHED,
    /** The intent to call is durable; nothing was called yet. */
    CALLING,
    /** The engine has answered, and nothing of it is durable yet. */
    ANSWERED,
    /** The upstream's id is durable. */
    SUBMITTED,
    /** The picture is in the spool. */
    SPOOLED,
    /** The asset store has the picture; the task does not know it yet. */
    STORED,
    /** The task has ended. */
    ENDED
}
