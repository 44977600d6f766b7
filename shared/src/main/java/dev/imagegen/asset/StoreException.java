package dev.imagegen.asset;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.PublicError;
import java.util.Optional;

/** The asset store did not take, give or delete an asset. */
public final class StoreException extends ImagegenException {

    private final boolean passing;
    private final boolean operators;
    private final transient Optional<Occupant> occupant;

    /**
     * @param passing true if another try may succeed: the store was not reached, is overloaded or failed itself
     * @param message one sentence for the client: no secret, no signature, no address with one
     */
    public StoreException(boolean passing, String message, Throwable cause) {
        this(passing, false, ErrorCode.STORE_FAILED, message, Optional.empty(), cause);
    }

    private StoreException(boolean passing, boolean operators, ErrorCode code, String message,
            Optional<Occupant> occupant, Throwable cause) {
        super(new PublicError(code, message), cause);
        this.passing = passing;
        this.operators = operators;
        this.occupant = occupant;
    }

    /** The store refused what the caller asked for as its target. @param message says what to change */
    public static StoreException targetRefused(String message) {
        return new StoreException(false, false, ErrorCode.TARGET_REFUSED, message, Optional.empty(), null);
    }

    /** Another asset has the public id, and was not to be replaced. */
    public static StoreException taken(Occupant occupant) {
        return new StoreException(false, false, ErrorCode.TARGET_REFUSED,
                "Another image lies under 'target.public_id' already.", Optional.of(occupant), null);
    }

    /** The store did not take what we said we are. @param message as of the constructor */
    public static StoreException credentials(String message) {
        return new StoreException(false, true, ErrorCode.STORE_FAILED, message, Optional.empty(), null);
    }

    /** What has the public id; empty unless that is why it was refused. */
    public Optional<Occupant> occupant() {
        return occupant;
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
