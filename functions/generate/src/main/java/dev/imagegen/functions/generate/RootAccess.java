package dev.imagegen.functions.generate;

import dev.imagegen.access.ApiKey;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;

/** Lets the root key of a cloud pass, and no other. */
final class RootAccess {

    private final Entrance entrance;

    RootAccess(Entrance entrance) {
        this.entrance = entrance;
    }

    /** @throws ImagegenException as the entrance does, and 403 for the key of a client */
    ApiKey of(Call call) {
        ApiKey caller = entrance.of(call);
        if (!caller.root()) {
            throw new ImagegenException(ErrorCode.NOT_ALLOWED, "This route is for the root key of the cloud alone.");
        }
        return caller;
    }
}
