package dev.imagegen.functions.generate;

import dev.imagegen.access.ApiKey;
import dev.imagegen.access.Authenticator;
import dev.imagegen.access.RateLimiter;
import dev.imagegen.access.TooManyRequestsException;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import java.time.Clock;

/** The one door of all routes that need credentials: a key with its secret, of this cloud, not expired, within its rate. */
final class Entrance {

    private final Authenticator authenticator;
    private final RateLimiter rates;
    private final Clock clock;

    Entrance(Authenticator authenticator, RateLimiter rates, Clock clock) {
        this.authenticator = authenticator;
        this.rates = rates;
        this.clock = clock;
    }

    /**
     * The key of a call, whose query was found to have known parameters only.
     *
     * @throws ImagegenException 401 for missing or wrong credentials, 403 for those of another cloud or expired ones, 429 for too
     *     many calls, 400 for an unknown parameter of the query
     */
    ApiKey of(Call call) {
        ApiKey caller = admitted(call);
        call.query().requireOnly(call.route().query());
        return caller;
    }

    private ApiKey admitted(Call call) {
        ApiKey caller = authenticator.authenticate(call.header("authorization").orElse(null), call.cloud());
        call.trace().apiKey(caller.id());
        if (caller.limits().expired(clock.instant())) {
            throw new ImagegenException(ErrorCode.KEY_EXPIRED,
                    "This key was good until %s. Ask the operator for a new one.".formatted(caller.limits().expiresAt().orElseThrow()));
        }
        caller.limits().requestsPerSecond().ifPresent(most -> rates.take(caller.id(), most).ifPresent(wait -> {
            throw new TooManyRequestsException(most, wait);
        }));
        return caller;
    }
}
