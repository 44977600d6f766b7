package dev.imagegen.local.cloudinary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.webhook.NotificationSigner;
import dev.imagegen.webhook.SignatureAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostBagTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final List<Duration> delays = new ArrayList<>();

    private List<Integer> sent(Disturbance disturbance) {
        var bag = new PostBag();
        List<PostBag.Outgoing> out = new ArrayList<>(bag.disturb(disturbance));
        for (int i = 0; i < 100; i++) {
            out.addAll(bag.put(new Notification(
                    URI.create("http://127.0.0.1/"), new byte[] {(byte) i}, new NotificationSigner(SignatureAlgorithm.SHA1, "s"))));
        }
        out.addAll(bag.disturb(Disturbance.NONE));
        delays.clear();
        out.forEach(o -> delays.add(o.delay()));
        return out.stream().map(o -> (int) o.notification().body()[0]).toList();
    }

    @Test
    void undisturbedAllGoOutInOrderAndAtOnce() {
        List<Integer> sent = sent(Disturbance.NONE);

        assertEquals(100, sent.size());
        assertEquals(sent.stream().sorted().toList(), sent);
        assertTrue(delays.stream().allMatch(Duration::isZero));
    }

    @Test
    void aShareIsLostAndAShareComesTwice() {
        List<Integer> lossy = sent(new Disturbance(7, 0.3, 0, Duration.ZERO, 0));
        assertTrue(lossy.size() > 50 && lossy.size() < 90, "sent: " + lossy.size());

        List<Integer> doubled = sent(new Disturbance(7, 0, 0.3, Duration.ZERO, 0));
        assertEquals(100, new HashSet<>(doubled).size());
        assertTrue(doubled.size() > 110 && doubled.size() < 150, "sent: " + doubled.size());
    }

    @Test
    void noneIsLaterThanTheLongestDelay() {
        sent(new Disturbance(7, 0, 0, LONGEST, 0));

        assertTrue(delays.stream().allMatch(d -> d.compareTo(LONGEST) <= 0));
        assertTrue(new HashSet<>(delays).size() > 50);
    }

    @Test
    void whatIsHeldBackComesInAnotherOrderAndNoneIsLost() {
        List<Integer> sent = sent(new Disturbance(7, 0, 0, Duration.ZERO, 10));

        assertNotEquals(sent.stream().sorted().toList(), sent);
        assertEquals(100, new HashSet<>(sent).size());
    }

    @Test
    void theSameSeedMakesTheSameGoWrong() {
        var disturbance = new Disturbance(3, 0.2, 0.2, LONGEST, 4);
        List<Integer> first = sent(disturbance);
        List<Duration> firstDelays = List.copyOf(delays);

        assertEquals(first, sent(disturbance));
        assertEquals(firstDelays, delays);
        assertNotEquals(first, sent(new Disturbance(4, 0.2, 0.2, LONGEST, 4)));
    }
}
