package dev.imagegen.local.cloudinary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** One order on its way. Threads that ask see what the one that works has written last. */
final class Generation {

    /** How far it is. */
    enum State {
        PENDING,
        PROCESSING,
        COMPLETED,
        FAILED
    }

    private final String cloud;
    private final String id;
    private final GenerationOrder order;
    private State state = State.PENDING;
    private boolean hidden;
    private int told;
    private Optional<ObjectNode> asset = Optional.empty();
    private Optional<ObjectNode> error = Optional.empty();

    /** @param hidden true if whoever asks is not told of its end until it is {@linkplain #show shown} */
    Generation(String cloud, String id, GenerationOrder order, boolean hidden) {
        this.cloud = cloud;
        this.id = id;
        this.order = order;
        this.hidden = hidden;
    }

    String cloud() {
        return cloud;
    }

    String id() {
        return id;
    }

    GenerationOrder order() {
        return order;
    }

    /** As who asks may know it. */
    synchronized State state() {
        return hidden && state != State.PENDING ? State.PROCESSING : state;
    }

    synchronized Optional<ObjectNode> asset() {
        return asset.map(ObjectNode::deepCopy);
    }

    synchronized Optional<ObjectNode> error() {
        return error;
    }

    /** True for the first time that its end is told. */
    synchronized boolean toldFirst() {
        return told++ == 0;
    }

    synchronized void begin() {
        state = State.PROCESSING;
    }

    /** @param made empty if the image is missing although it says that it is there */
    synchronized void complete(Optional<ObjectNode> made) {
        asset = made;
        state = State.COMPLETED;
    }

    /** @param why empty where it does not say */
    synchronized void fail(Optional<ObjectNode> why) {
        error = why;
        state = State.FAILED;
    }

    synchronized void show() {
        hidden = false;
    }
}
