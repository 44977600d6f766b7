package dev.imagegen.engine.http;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;

/**
 * The body of an answer that came compressed, though it was asked not to be: what is in it may be paid for. A few bytes may
 * unfold into many, so it breaks off after so many bytes.
 */
final class UnpackedBody extends FilterInputStream {

    private long left;

    private UnpackedBody(InputStream packed, long maxBytes) {
        super(packed);
        this.left = maxBytes;
    }

    /**
     * The body itself, if it is not compressed. The bytes decide where they can: some heads say gzip of what is not, and some
     * say nothing of what is.
     *
     * @throws IOException if it is not what the head says
     */
    static InputStream of(HttpHeaders headers, InputStream body, long maxBytes) throws IOException {
        List<String> encodings = headers.allValues("Content-Encoding").stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        InputStream in = body;
        boolean packed = false;
        for (String encoding : encodings.reversed()) {
            BufferedInputStream peeked = new BufferedInputStream(in);
            in = switch (encoding) {
                case "br" -> new BrotliInputStream(peeked);
                case "deflate" -> new InflaterInputStream(peeked, new Inflater(!zlib(peeked)));
                default -> peeked;
            };
            packed |= in != peeked;
        }
        BufferedInputStream peeked = new BufferedInputStream(in);
        boolean gzip = starts(peeked, 0x1F, 0x8B);
        return gzip || packed ? new UnpackedBody(gzip ? new GZIPInputStream(peeked) : peeked, maxBytes) : peeked;
    }

    /** The word deflate means with the head of zlib; some leave it away. */
    private static boolean zlib(BufferedInputStream in) throws IOException {
        in.mark(2);
        int first = in.read();
        int second = in.read();
        in.reset();
        return (first & 0x0F) == 8 && (first << 8 | second) % 31 == 0;
    }

    private static boolean starts(BufferedInputStream in, int first, int second) throws IOException {
        in.mark(2);
        boolean both = in.read() == first && in.read() == second;
        in.reset();
        return both;
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
