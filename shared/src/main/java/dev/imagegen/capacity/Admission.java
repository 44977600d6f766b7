package dev.imagegen.capacity;

import java.time.Instant;
import java.util.Optional;

/** Whether a task may go to an engine now. */
public sealed interface Admission {

    /** It has a place there, until it leaves or its time is over. */
    record Entered() implements Admission {}

    /** Not yet. @param at when to come again at the earliest; empty if that is not known */
    record Later(Optional<Instant> at) implements Admission {}
}
