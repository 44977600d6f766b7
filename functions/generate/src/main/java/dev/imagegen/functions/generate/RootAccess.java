package dev.imagegen.functions.generate;

import dev.imagegen.access.ApiKey;
import dev.imagegen.access.Authenticator;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;

/** Lets the root key of a cloud pass, and no other. */
final class RootAccess {

    private final Authenticator authenticator;

    RootAccess(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** @throws ImagegenException 401 for missing or wrong credentials, 403 for those of another cloud or of a client */
    ApiKey of(Call call) {
        ApiKey caller = authenticator.authenticate(call.header("authorization").orElse(null), call.cloud());
        if (!caller.root()) {
            throw new ImagegenException(ErrorCode.NOT_ALLOWED, "This route is for the root key of the cloud alone.");
        }
        return caller;
    }
}
