package dev.imagegen.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.testing.Await;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PixelRoomTest {

    private final PixelRoom room = new PixelRoom(100);

    @Test
    void neverMorePixelsThanThereIsRoomFor() throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Thread[] threads = new Thread[40];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = Thread.ofVirtual().start(() -> room.with(30, () -> {
                most.accumulateAndGet(inside.addAndGet(30), Math::max);
                Thread.yield();
                return inside.addAndGet(-30);
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertTrue(most.get() <= 100, most + " pixels at once");
        assertEquals(0, inside.get());
    }

    @Test
    void whoFindsNoRoomWaitsUntilThereIs() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> room.with(60, () -> {
            entered.countDown();
            return await(leave);
        }));
        entered.await();
        Thread waiting = Thread.ofPlatform().start(() -> room.with(60, () -> {
            second.countDown();
            return true;
        }));
        Await.until(() -> waiting.getState() == Thread.State.WAITING, waiting::getState);
        assertEquals(1, second.getCount());
        leave.countDown();
        second.await();
    }

    @Test
    void whatFitsBesideItIsNotKeptWaiting() {
        assertEquals("both", room.with(60, () -> room.with(40, () -> "both")));
    }

    @Test
    void failedWorkGivesItsRoomBack() {
        for (int i = 0; i < 3; i++) {
            assertThrows(IllegalStateException.class, () -> room.with(100, () -> {
                throw new IllegalStateException("broken");
            }));
        }
        assertEquals("room", room.with(100, () -> "room"));
    }

    @Test
    void workLargerThanTheRoomTakesAllOfIt() {
        assertEquals("alone", room.with(Long.MAX_VALUE, () -> "alone"));
        assertEquals("again", room.with(100, () -> "again"));
    }

    @Test
    void interruptedWaitingIsCancelledAndTakesNoRoom() {
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> room.with(1, () -> "never"));
        assertTrue(Thread.interrupted());
        assertEquals("room", room.with(100, () -> "room"));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
