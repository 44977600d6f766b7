package dev.imagegen.capacity;

import java.time.Instant;

/**
 * The places at the engines, seen by all workers alike. A place is a lease: one that is not given back is free again when its
 * time is over, so a dead worker does not shrink what an engine may do for long.
 */
public interface Capacity {

    /**
     * Takes a place, if there is one and the engine is not to be left alone just now. A task that has a place there already keeps
     * it, with the new time. Once two keys have asked for places within five minutes, neither gets more than its part; a key that is
     * alone may have all.
     */
    Admission enter(PermitRequest request);

    /**
     * Keeps the place of a task whose picture is still in the making, if that place ends earlier. One that has lost its place takes
     * a free one, pause or not; where there is none, nothing happens.
     */
    void keep(PermitRequest request);

    /** Gives the place back; without one nothing happens. */
    void leave(String engine, String taskId);

    /** Nobody enters until then, or until the time of a longer pause: what it would make cannot be taken just now. */
    void pause(String engine, Instant until);

    /** Others are preferred until then, or until a later time that was said before: the engine could not serve. */
    void unwell(String engine, Instant until);

    /** True if others are to be preferred. */
    boolean isUnwell(String engine, Instant now);

    /**
     * Remembers until then that the engine makes nothing by that name any more.
     *
     * @param model as the engine calls it
     * @return true if it was not remembered: of many that say it at once, one is told so
     */
    boolean retire(String engine, String model, Instant now, Instant until);

    /** True if it is remembered that the engine makes nothing by that name. */
    boolean isRetired(String engine, String model, Instant now);
}
