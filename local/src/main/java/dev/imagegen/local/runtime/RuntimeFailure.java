package dev.imagegen.local.runtime;

import java.io.IOException;

/** A packaged function did not start; the message is the function's own. */
public final class RuntimeFailure extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Invocation.Error error;

    RuntimeFailure(Invocation.Error error) {
        super(error.type() + ": " + error.message());
        this.error = error;
    }

    /** Returns what the function said. */
    public Invocation.Error error() {
        return error;
    }
}
