package dev.imagegen.engine.sandbox;

import java.util.List;

/**
 * The band at the foot of a picture: the prompt, and below it in small the model, the size and the seed. What does not fit
 * is cut with {@code …}; the band never takes much more than half of the picture.
 *
 * @param top the first row of the band
 * @param margin pixels around the text
 * @param scale pixels of the picture for one of the font, in the prompt
 * @param smallScale the same in the details
 */
record Caption(PixelFont font, int top, int margin, int scale, int smallScale, List<String> prompt, List<String> details) {

    /** Letters of the prompt. */
    static final int INK = 0xFFFFFF;

    /** Letters of the details. */
    static final int FAINT_INK = 0xC9CFDA;

    private static final int COLUMNS = 256;
    private static final int PROMPT_LINES = 3;
    private static final int LEADING = PixelFont.HEIGHT + 2;

    /** Sets the texts for a picture of that size. */
    static Caption of(PixelFont font, int width, int height, String prompt, String details) {
        int side = Math.min(width, height * 4 / 3);
        int scale = Math.max(1, (side + COLUMNS / 2) / COLUMNS);
        int smallScale = Math.max(1, scale * 5 / 8);
        int margin = Math.max(2, side / 32);
        int columns = width - 2 * margin;

        LineBreaker breaker = new LineBreaker(font);
        int room = height / 2 - LEADING * smallScale;
        int lines = Math.clamp(room / (LEADING * scale), 1, PROMPT_LINES);
        List<String> large = breaker.lines(Letters.of(prompt), columns / scale, lines);
        List<String> small = breaker.lines(Letters.of(details), columns / smallScale, 1);
        int text = LEADING * (scale * large.size() + smallScale * small.size()) + margin / 2;
        int top = height - text - 2 * margin + 2 * smallScale;
        return new Caption(font, Math.max(0, top), margin, scale, smallScale, large, small);
    }

    void paint(Canvas canvas, Palette palette) {
        canvas.rectangle(0, top, canvas.width(), canvas.height() - top, palette.shade(), 1);
        int next = write(canvas, prompt, top + margin, scale, INK);
        write(canvas, details, next + margin / 2, smallScale, FAINT_INK);
    }

    private int write(Canvas canvas, List<String> lines, int from, int size, int ink) {
        int at = from;
        for (String line : lines) {
            canvas.text(font, line, margin, at, size, ink);
            at += LEADING * size;
        }
        return at;
    }
}
