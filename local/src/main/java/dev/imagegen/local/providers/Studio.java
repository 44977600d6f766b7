package dev.imagegen.local.providers;

import dev.imagegen.time.Sleeper;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Where a provider's pictures are made: it bills them, and takes its time. */
public final class Studio {

    private final Sleeper sleeper;
    private final Duration usual;
    private final AtomicInteger paid = new AtomicInteger();
    private final Set<String> prompts = ConcurrentHashMap.newKeySet();

    /** @param usual how long a picture takes if its prompt does not say */
    public Studio(Sleeper sleeper, Duration usual) {
        this.sleeper = sleeper;
        this.usual = usual;
    }

    /** Bills some pictures, and returns when they are made. Whoever hangs up meanwhile has to pay. */
    public void make(int pictures, String prompt) {
        paid.addAndGet(pictures);
        Duration time = Mishap.slow(prompt).orElse(usual);
        if (time.isPositive()) {
            sleeper.sleep(time);
        }
    }

    /** True once for each prompt. */
    public boolean first(String prompt) {
        return prompts.add(prompt);
    }

    /** How many were billed. */
    public int paid() {
        return paid.get();
    }
}
