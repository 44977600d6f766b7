package dev.imagegen.engine.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** The body of an answer that may be endless or never end: it breaks off after so many bytes, or so long a time. */
final class BoundedBody extends FilterInputStream {

    private final Thread watch;
    private long left;
    private volatile boolean late;

    /** @param patience from now on, for all of it */
    BoundedBody(InputStream body, long maxBytes, Duration patience) {
        super(body);
        this.left = maxBytes;
        this.watch = Thread.ofVirtual().start(() -> closeAfter(patience));
    }

    private void closeAfter(Duration patience) {
        try {
            Thread.sleep(patience);
            late = true;
            in.close();
        } catch (InterruptedException readInTime) {
            Thread.currentThread().interrupt();
        } catch (IOException unreadable) {
            // Whoever reads gets the time-out.
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
            int count = in.read(into, offset, length);
            left -= Math.max(count, 0);
            if (left < 0) {
                throw new IOException("The answer is too long");
            }
            return count;
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
