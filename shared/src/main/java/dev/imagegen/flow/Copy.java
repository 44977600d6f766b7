package dev.imagegen.flow;

/** What is lost if a worker dies with a picture in its memory. */
enum Copy {
    /** Nothing: it is drawn again for nothing. */
    FREE,
    /** Nothing yet: the provider can be asked for it again, for a while. */
    AT_PROVIDER,
    /** The picture: there is no other copy. */
    ONLY,
    /** Nothing: it is in the spool, and it was paid for. */
    SPOOLED;

    /** True if the operator may have paid for it. */
    boolean paid() {
        return this != FREE;
    }
}
