package dev.imagegen.engine.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The body of an answer that may be endless or never end: it breaks off after so many bytes, or so long a time. While it goes on
 * arriving, it may have more time than that.
 */
final class BoundedBody extends FilterInputStream {

    private final long maxBytes;
    private final ArrivalPace pace;
    private final Thread watch;
    private final AtomicLong count = new AtomicLong();
    private volatile boolean late;

    /**
     * @param patience from now on, for all of it
     * @param more what it may take beyond that while it arrives at the least pace; zero for none
     */
    BoundedBody(InputStream body, long maxBytes, Duration patience, Duration more, ArrivalPace pace) {
        super(body);
        this.maxBytes = maxBytes;
        this.pace = pace;
        this.watch = Thread.ofVirtual().start(() -> closeAfter(patience, more));
    }

    private void closeAfter(Duration patience, Duration more) {
        try {
            Thread.sleep(patience);
            awaitArrival(more);
            late = true;
            in.close();
        } catch (InterruptedException readInTime) {
            Thread.currentThread().interrupt();
        } catch (IOException unreadable) {
            // Whoever reads gets the time-out.
        }
    }

    private void awaitArrival(Duration more) throws InterruptedException {
        for (long windows = more.dividedBy(pace.window()); windows > 0; windows--) {
            long before = count.get();
            Thread.sleep(pace.window());
            if (count.get() - before < pace.leastBytes()) {
                return;
            }
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            int read = in.read(into, offset, length);
            if (count.addAndGet(Math.max(read, 0)) > maxBytes) {
                throw new IOException("The answer is too long");
            }
            return read;
        } catch (IOException e) {
            throw late ? new HttpTimeoutException("The answer came too slowly") : e;
        }
    }

    @Override
    public void close() throws IOException {
        watch.interrupt();
        super.close();
    }
}
