package dev.imagegen.asset;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.PublicError;

/** The asset store did not take, give or delete an asset. */
public final class StoreException extends ImagegenException {

    private final boolean passing;

    /**
     * @param passing true if another try may succeed: the store was not reached, is overloaded or failed itself
     * @param message one sentence for the client: no secret, no signature, no address with one
     */
    public StoreException(boolean passing, String message, Throwable cause) {
        super(new PublicError(ErrorCode.STORE_FAILED, message), cause);
        this.passing = passing;
    }

    /** True if another try may succeed. */
    public boolean passing() {
        return passing;
    }
}
