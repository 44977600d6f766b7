package dev.imagegen.local.cloudinary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Decides what becomes of notifications on their way. */
final class PostBag {

    /** One that goes out. @param delay before it does */
    record Outgoing(Notification notification, Duration delay) {}

    private final List<Notification> held = new ArrayList<>();
    private Disturbance disturbance = Disturbance.NONE;
    private Random random = new Random(0);

    /** From now on. @return what was held back */
    synchronized List<Outgoing> disturb(Disturbance next) {
        List<Outgoing> out = letOut(0);
        disturbance = next;
        random = new Random(next.seed());
        return out;
    }

    /** @return what goes out now: that one, others, or nothing */
    synchronized List<Outgoing> put(Notification notification) {
        if (random.nextDouble() < disturbance.drop()) {
            return List.of();
        }
        held.add(notification);
        if (random.nextDouble() < disturbance.duplicate()) {
            held.add(notification);
        }
        return letOut(disturbance.heldBack());
    }

    private List<Outgoing> letOut(int keep) {
        List<Outgoing> out = new ArrayList<>();
        while (held.size() > keep) {
            long delay = random.nextLong(disturbance.longestDelay().toMillis() + 1);
            out.add(new Outgoing(held.remove(random.nextInt(held.size())), Duration.ofMillis(delay)));
        }
        return out;
    }
}
