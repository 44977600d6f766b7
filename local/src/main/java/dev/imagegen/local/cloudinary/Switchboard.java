package dev.imagegen.local.cloudinary;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts calls, and makes some of them fail when a test asks for it. */
final class Switchboard {

    private record Failures(int left, int status) {}

    private final Map<Route, AtomicInteger> calls = new EnumMap<>(Route.class);
    private final Map<Route, Failures> failures = Collections.synchronizedMap(new EnumMap<>(Route.class));

    Switchboard() {
        for (Route route : Route.values()) {
            calls.put(route, new AtomicInteger());
        }
    }

    int calls(Route route) {
        return calls.get(route).get();
    }

    void failNext(Route route, int calls, int status) {
        failures.put(route, new Failures(calls, status));
    }

    /** @throws Refusal if this call is one that is to fail */
    void enter(Route route) {
        calls.get(route).incrementAndGet();
        Failures[] current = new Failures[1];
        failures.computeIfPresent(route, (_, left) -> {
            current[0] = left;
            return left.left() > 1 ? new Failures(left.left() - 1, left.status()) : null;
        });
        if (current[0] != null) {
            throw new Refusal(current[0].status(), "Failed on purpose");
        }
    }
}
