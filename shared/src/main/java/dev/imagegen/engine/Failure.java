package dev.imagegen.engine;

import dev.imagegen.contract.ErrorCode;

/** The classes of an engine's failure: each has its own answer to the client and its own rule about another try. */
public enum Failure {
    /** The prompt, a reference or the result was refused by moderation. */
    REFUSED(ErrorCode.CONTENT_REFUSED, false),
    /** The provider rejected our request: our catalogue is wrong. */
    REJECTED(ErrorCode.PROVIDER_FAILED, false),
    /** Too many requests; it surely did not run. */
    RATE_LIMITED(ErrorCode.PROVIDER_OVERLOADED, true),
    /** The provider could not take the request; it surely did not run. */
    OVERLOADED(ErrorCode.PROVIDER_OVERLOADED, true),
    /** The connection broke after the request was sent: it may have run and may be billed. */
    OUTCOME_UNKNOWN(ErrorCode.OUTCOME_UNKNOWN, false),
    /** The provider said success and gave no usable image. */
    NO_IMAGE(ErrorCode.PROVIDER_FAILED, false);

    private final ErrorCode code;
    private final boolean safeToRepeat;

    Failure(ErrorCode code, boolean safeToRepeat) {
        this.code = code;
        this.safeToRepeat = safeToRepeat;
    }

    /** What the client reads when no further try is made. */
    public ErrorCode code() {
        return code;
    }

    /** True if the provider surely did not run it, so that another submission cannot be paid twice. */
    public boolean safeToRepeat() {
        return safeToRepeat;
    }
}
