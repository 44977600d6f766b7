package dev.imagegen.asset;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.PublicError;

/** The asset store did not take, give or delete an asset. */
public final class StoreException extends ImagegenException {

    private final boolean passing;
    private final boolean operators;

    /**
     * @param passing true if another try may succeed: the store was not reached, is overloaded or failed itself
     * @param message one sentence for the client: no secret, no signature, no address with one
     */
    public StoreException(boolean passing, String message, Throwable cause) {
        this(passing, false, ErrorCode.STORE_FAILED, message, cause);
    }

    private StoreException(boolean passing, boolean operators, ErrorCode code, String message, Throwable cause) {
        super(new PublicError(code, message), cause);
        this.passing = passing;
        this.operators = operators;
    }

    /** The store refused what the caller asked for as its target. @param message says what to change */
    public static StoreException targetRefused(String message) {
        return new StoreException(false, false, ErrorCode.TARGET_REFUSED, message, null);
    }

    /** The store did not take what we said we are. @param message as of the constructor */
    public static StoreException credentials(String message) {
        return new StoreException(false, true, ErrorCode.STORE_FAILED, message, null);
    }

    /** True if another try may succeed. */
    public boolean passing() {
        return passing;
    }

    /** True if nothing helps before the operator has mended it, and then another try does. */
    public boolean operators() {
        return operators;
    }
}
