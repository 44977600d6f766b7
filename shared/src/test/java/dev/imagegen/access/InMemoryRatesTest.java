package dev.imagegen.access;

import dev.imagegen.testing.InMemoryRates;
import java.time.Clock;

class InMemoryRatesTest extends RateContract {

    private final InMemoryRates counts = new InMemoryRates(Clock.systemUTC());

    @Override
    protected RateLimiter rates(Clock clock) {
        return counts.at(clock);
    }
}
