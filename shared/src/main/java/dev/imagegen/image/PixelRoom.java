package dev.imagegen.image;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Bounds the pixels that are in memory at once: who finds no room waits its turn. */
public final class PixelRoom {

    private final int capacity;
    private final Semaphore free;

    /** @param capacity pixels */
    public PixelRoom(int capacity) {
        this.capacity = capacity;
        this.free = new Semaphore(capacity, true);
    }

    /** Another room, of half the size. */
    public PixelRoom half() {
        return new PixelRoom(Math.max(1, capacity / 2));
    }

    /**
     * Works as soon as there is room for so many pixels. What needs more than there is at all works alone.
     *
     * @throws CancellationException if the thread was interrupted while it waited; it stays marked as such
     */
    public <T> T with(long pixels, Supplier<T> work) {
        int taken = (int) Math.clamp(pixels, 1L, (long) capacity);
        acquire(taken);
        try {
            return work.get();
        } finally {
            free.release(taken);
        }
    }

    /** The same for work that has no result. */
    public void with(long pixels, Runnable work) {
        with(pixels, () -> {
            work.run();
            return true;
        });
    }

    private void acquire(int pixels) {
        try {
            free.acquire(pixels);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException("interrupted while waiting for room for pixels");
            cancelled.initCause(e);
            throw cancelled;
        }
    }
}
