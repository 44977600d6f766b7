package dev.imagegen.engine.sandbox;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.PublicError;
import dev.imagegen.image.Decoder;
import dev.imagegen.image.UnusableImageException;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;

/**
 * Paints with reference images: the first covers the canvas, a little tinted by the palette; the others hang at the top as
 * framed thumbnails with their numbers. One is in memory at a time.
 */
final class Collage {

    private static final int MAX_PIXELS = 40_000_000;
    private static final double TINT = 0.18;
    private static final int FRAME = 0xFFFFFF;
    private static final int THUMBNAILS_IN_A_ROW = 5;

    private final PixelFont font;
    private final Decoder decoder = new Decoder(MAX_PIXELS);

    Collage(PixelFont font) {
        this.font = font;
    }

    /** @throws ImagegenException {@link ErrorCode#REFERENCE_UNUSABLE} if one cannot be decoded; it says which */
    void paint(Canvas canvas, Palette palette, List<byte[]> references) {
        cover(canvas, references, 0, 0, 0, canvas.width(), canvas.height());
        for (int y = 0; y < canvas.height(); y++) {
            canvas.rectangle(0, y, canvas.width(), 1, palette.sky((double) y / canvas.height()), TINT);
        }
        int step = Math.min(canvas.width(), canvas.height()) / THUMBNAILS_IN_A_ROW;
        int gap = Math.max(2, step / 8);
        for (int i = 1; i < references.size(); i++) {
            thumbnail(canvas, references, i, gap + (i - 1) * step, gap, step - gap);
        }
    }

    private void thumbnail(Canvas canvas, List<byte[]> references, int i, int left, int top, int side) {
        int frame = Math.max(1, side / 24);
        canvas.rectangle(left, top, side, side, FRAME, 1);
        cover(canvas, references, i, left + frame, top + frame, side - 2 * frame, side - 2 * frame);
        int scale = Math.max(1, side / 40);
        String number = Integer.toString(i + 1);
        int badge = (font.width(number) + 4) * scale;
        canvas.rectangle(left, top, badge, PixelFont.HEIGHT * scale + scale, FRAME, 1);
        canvas.text(font, number, left + 2 * scale, top + 2 * scale, scale, 0x000000);
    }

    private void cover(Canvas canvas, List<byte[]> references, int i, int left, int top, int wide, int high) {
        try {
            BufferedImage image = decoder.decode(references.get(i), wide, high);
            new Cover(image, wide, high).paint(canvas, left, top);
        } catch (UnusableImageException e) {
            throw new ImagegenException(
                    new PublicError(
                            ErrorCode.REFERENCE_UNUSABLE,
                            "Reference image %d %s.".formatted(i + 1, e.getMessage()),
                            Map.of("reference", i + 1)),
                    e);
        }
    }
}
