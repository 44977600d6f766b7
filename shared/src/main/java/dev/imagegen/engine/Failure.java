package dev.imagegen.engine;

import dev.imagegen.contract.ErrorCode;

/**
 * The classes of an engine's failure: each has its own answer to the client, its own rule about another try, and its own
 * place in the operator's books.
 */
public enum Failure {
    /** The prompt or a reference was refused by moderation, before anything was drawn. */
    REFUSED(ErrorCode.CONTENT_REFUSED, false, false),
    /** It was drawn, and moderation holds it back: it may be billed. */
    WITHHELD(ErrorCode.CONTENT_REFUSED, false, true),
    /** The provider rejected what the caller wrote: a prompt that is too long for it, a reference that it cannot read. */
    INVALID(ErrorCode.INVALID_REQUEST, false, false),
    /** The provider rejected our request: our catalogue is wrong. */
    REJECTED(ErrorCode.PROVIDER_FAILED, false, false),
    /** The operator's key is missing, wrong or without access. */
    CREDENTIALS(ErrorCode.PROVIDER_FAILED, false, false),
    /** The operator has no money left at the provider. */
    FUNDS(ErrorCode.PROVIDER_FAILED, false, false),
    /** The provider has no model of that name any more. */
    RETIRED(ErrorCode.PROVIDER_FAILED, false, false),
    /** Nothing that speaks the provider's language is at the address: most likely the base URL is wrong. */
    NOT_FOUND(ErrorCode.PROVIDER_FAILED, false, false),
    /** Too many requests; it surely did not run. */
    RATE_LIMITED(ErrorCode.PROVIDER_OVERLOADED, true, false),
    /** The provider could not take the request; it surely did not run. */
    OVERLOADED(ErrorCode.PROVIDER_OVERLOADED, true, false),
    /** The provider says that it is not available, and does not say that nothing ran: it is not submitted again. */
    UNAVAILABLE(ErrorCode.PROVIDER_OVERLOADED, false, true),
    /** The same of a provider that documents that it bills no failed call: submitted once more, and booked all the same. */
    UNAVAILABLE_UNBILLED(ErrorCode.PROVIDER_OVERLOADED, false, true),
    /** The provider took it, failed, and says that it bills nothing. It is not submitted again all the same. */
    FAILED(ErrorCode.PROVIDER_FAILED, false, false),
    /** The provider said that it failed, at a time when it may have run. */
    BROKEN(ErrorCode.PROVIDER_FAILED, false, true),
    /** The connection broke after the request was sent: it may have run and may be billed. */
    OUTCOME_UNKNOWN(ErrorCode.OUTCOME_UNKNOWN, false, true),
    /** The provider said success and gave no usable image. */
    NO_IMAGE(ErrorCode.PROVIDER_FAILED, false, true);

    private final ErrorCode code;
    private final boolean safeToRepeat;
    private final boolean maybeBilled;

    Failure(ErrorCode code, boolean safeToRepeat, boolean maybeBilled) {
        this.code = code;
        this.safeToRepeat = safeToRepeat;
        this.maybeBilled = maybeBilled;
    }

    /** What the client reads when no further try is made. */
    public ErrorCode code() {
        return code;
    }

    /** True if the same request may be submitted once more: it surely did not run, and another time it may. */
    public boolean safeToRepeat() {
        return safeToRepeat;
    }

    /** True if the request may be submitted once more though it may have run: what the first one cost is possible spend. */
    public boolean repeatableOnce() {
        return this == UNAVAILABLE_UNBILLED;
    }

    /** True if the provider may bill it, though there is no image. */
    public boolean maybeBilled() {
        return maybeBilled;
    }

    /** True if there may be a picture, of which nobody told us: an answer that cannot be read is none. */
    public boolean unclear() {
        return switch (this) {
            case UNAVAILABLE, UNAVAILABLE_UNBILLED, BROKEN, OUTCOME_UNKNOWN, NO_IMAGE -> true;
            case REFUSED, WITHHELD, INVALID, REJECTED, CREDENTIALS, FUNDS, RETIRED, NOT_FOUND, RATE_LIMITED, OVERLOADED,
                    FAILED -> false;
        };
    }

    /** True if only the operator can mend it: somebody has to be told. */
    public boolean operators() {
        return switch (this) {
            case REJECTED, CREDENTIALS, FUNDS, RETIRED, NOT_FOUND -> true;
            case REFUSED, WITHHELD, INVALID, RATE_LIMITED, OVERLOADED, UNAVAILABLE, UNAVAILABLE_UNBILLED, FAILED, BROKEN,
                    OUTCOME_UNKNOWN, NO_IMAGE -> false;
        };
    }

    /** True if it surely was not run here and another engine may do better. */
    public boolean anotherMayServe() {
        return switch (this) {
            case CREDENTIALS, FUNDS, RETIRED, NOT_FOUND, RATE_LIMITED, OVERLOADED -> true;
            case REFUSED, WITHHELD, INVALID, REJECTED, UNAVAILABLE, UNAVAILABLE_UNBILLED, FAILED, BROKEN, OUTCOME_UNKNOWN,
                    NO_IMAGE -> false;
        };
    }
}
