package dev.imagegen.asset;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.PublicError;
import java.util.Map;

/** Somebody holds the public id that a request names. Nothing was written for it. */
public final class PublicIdTakenException extends ImagegenException {

    public PublicIdTakenException() {
        super(new PublicError(ErrorCode.PUBLIC_ID_TAKEN,
                "'target.public_id' is taken: an image lies there, or is being made for it, and this key may not replace it."
                        + " Name another one, or leave it out.",
                Map.of("field", "target.public_id")));
    }
}
