package dev.imagegen.local.cloudinary;

/** How many pieces of work have begun and not ended, for who has to wait for them. */
final class UnderWay {

    private int pieces;

    synchronized void begin() {
        pieces++;
    }

    synchronized void end() {
        pieces--;
        notifyAll();
    }

    synchronized void awaitNone() throws InterruptedException {
        while (pieces > 0) {
            wait();
        }
    }
}
