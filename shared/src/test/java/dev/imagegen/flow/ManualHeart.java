package dev.imagegen.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A heart that beats when a test says so. */
final class ManualHeart implements Heartbeat {

    private final List<Runnable> beats = new ArrayList<>();

    @Override
    public synchronized Stop start(Duration interval, Runnable beat) {
        beats.add(beat);
        return () -> {
            synchronized (this) {
                beats.remove(beat);
            }
        };
    }

    synchronized void beat() {
        List.copyOf(beats).forEach(Runnable::run);
    }

    synchronized int beating() {
        return beats.size();
    }
}
