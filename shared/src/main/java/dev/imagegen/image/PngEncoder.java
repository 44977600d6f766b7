package dev.imagegen.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** PNG of 8 bits a channel, every row predicted from the left. Not ImageIO's, which is slower and loads AWT. */
final class PngEncoder implements Encoder {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte FILTER_SUB = 1;
    private static final int CHUNK = 1 << 16;

    @Override
    public byte[] encode(Bitmap bitmap) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK);
        out.writeBytes(SIGNATURE);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(bitmap.width())
                .putInt(bitmap.height())
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        chunk(out, "IHDR", header, header.length);
        pixels(out, bitmap);
        chunk(out, "IEND", new byte[0], 0);
        return out.toByteArray();
    }

    private static void pixels(ByteArrayOutputStream out, Bitmap bitmap) {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
            byte[] row = new byte[1 + Bitmap.BYTES * bitmap.width()];
            byte[] packed = new byte[CHUNK];
            int filled = 0;
            int y = 0;
            while (!deflater.finished()) {
                if (y < bitmap.height() && deflater.needsInput()) {
                    filter(bitmap, y++, row);
                    deflater.setInput(row);
                } else if (y == bitmap.height()) {
                    deflater.finish();
                }
                filled += deflater.deflate(packed, filled, CHUNK - filled);
                if (filled == CHUNK) {
                    chunk(out, "IDAT", packed, filled);
                    filled = 0;
                }
            }
            chunk(out, "IDAT", packed, filled);
        }
    }

    private static void filter(Bitmap bitmap, int y, byte[] row) {
        byte[] rgb = bitmap.rgb();
        int start = bitmap.index(0, y);
        row[0] = FILTER_SUB;
        System.arraycopy(rgb, start, row, 1, Bitmap.BYTES);
        for (int i = Bitmap.BYTES; i < row.length - 1; i++) {
            row[i + 1] = (byte) (rgb[start + i] - rgb[start + i - Bitmap.BYTES]);
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data, int length) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data, 0, length);
        out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
        out.writeBytes(name);
        out.write(data, 0, length);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
