package dev.imagegen.bench.engines;

import dev.imagegen.local.providers.Call;
import dev.imagegen.local.providers.Provider;
import dev.imagegen.local.providers.Reply;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider that keeps to its ceiling, whether the one behind it does or not, and counts whom it sends away. */
final class Watched implements Provider {

    private static final int TOO_MANY = 429;

    private final Provider provider;
    private final int ceiling;
    private final AtomicInteger orders = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger sentAway = new AtomicInteger();

    /** @param ceiling how many orders it answers at once */
    Watched(Provider provider, int ceiling) {
        this.provider = provider;
        this.ceiling = ceiling;
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public Reply answer(Call call) throws InterruptedException {
        return counted(call.method().equals("POST") ? ordered(call) : provider.answer(call));
    }

    private Reply ordered(Call call) throws InterruptedException {
        try {
            int now = orders.incrementAndGet();
            most.accumulateAndGet(now, Math::max);
            return now > ceiling ? Reply.text(TOO_MANY, "too many requests") : provider.answer(call);
        } finally {
            orders.decrementAndGet();
        }
    }

    private Reply counted(Reply reply) {
        if (reply instanceof Reply.Whole whole && whole.status() == TOO_MANY) {
            sentAway.incrementAndGet();
        }
        return reply;
    }

    @Override
    public int paid() {
        return provider.paid();
    }

    /** How many orders were before it at once, at most. */
    int ordersAtOnce() {
        return most.get();
    }

    /** How many answers were 429. */
    int sentAway() {
        return sentAway.get();
    }
}
