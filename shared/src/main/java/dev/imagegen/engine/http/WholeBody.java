package dev.imagegen.engine.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * The body of an answer, as far as it came.
 *
 * @param trouble why it did not come to its end; empty if it did
 */
record WholeBody(byte[] bytes, Optional<IOException> trouble) {

    private static final int CHUNK = 1 << 16;

    /** Where the length is known, it is read into one place: an image is large. */
    static WholeBody read(ProviderAnswer answer) {
        int expected = (int) Math.min(answer.headers().firstValueAsLong("Content-Length").orElse(CHUNK), ProviderHttp.MAX_BYTES);
        Growing out = new Growing(Math.max(CHUNK, expected));
        Optional<IOException> trouble = Optional.empty();
        try (InputStream in = answer.body()) {
            in.transferTo(out);
        } catch (IOException e) {
            trouble = Optional.of(e);
        }
        return new WholeBody(out.bytes(), trouble);
    }

    /** It gives away its array, if that is full. */
    private static final class Growing extends ByteArrayOutputStream {

        Growing(int size) {
            super(size);
        }

        byte[] bytes() {
            return count == buf.length ? buf : Arrays.copyOf(buf, count);
        }
    }
}
