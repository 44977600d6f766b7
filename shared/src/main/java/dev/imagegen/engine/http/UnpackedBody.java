package dev.imagegen.engine.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * The body of an answer that came compressed, though it was asked not to be: what is in it may be paid for. A few bytes may
 * unfold into many, so it breaks off after so many bytes.
 */
final class UnpackedBody extends FilterInputStream {

    private static final Set<String> GZIP = Set.of("gzip", "x-gzip");

    private long left;

    private UnpackedBody(InputStream packed, long maxBytes) throws IOException {
        super(new GZIPInputStream(packed));
        this.left = maxBytes;
    }

    /**
     * The body itself, if it is not compressed.
     *
     * @throws IOException if it is not what the head says
     */
    static InputStream of(HttpHeaders headers, InputStream body, long maxBytes) throws IOException {
        boolean packed = headers.firstValue("Content-Encoding")
                .filter(name -> GZIP.contains(name.strip().toLowerCase(Locale.ROOT)))
                .isPresent();
        return packed ? new UnpackedBody(body, maxBytes) : body;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        left -= Math.max(count, 0);
        if (left < 0) {
            throw new IOException("The answer is too long");
        }
        return count;
    }
}
