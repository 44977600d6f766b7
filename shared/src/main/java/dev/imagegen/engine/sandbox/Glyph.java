package dev.imagegen.engine.sandbox;

/**
 * The pixels of one character, without empty columns at its sides.
 *
 * @param width columns, 1 to 5
 * @param rows {@link PixelFont#HEIGHT} of them, each with bit {@code i} set where column {@code i} is inked
 */
public record Glyph(int width, int[] rows) {

    private static final int SPACE_WIDTH = 3;

    /** Reads nine rows of five cells, {@code #} for ink. */
    static Glyph of(String[] cells) {
        int[] rows = new int[cells.length];
        int columns = 0;
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < cells[y].length(); x++) {
                rows[y] |= cells[y].charAt(x) == '#' ? 1 << x : 0;
            }
            columns |= rows[y];
        }
        if (columns == 0) {
            return new Glyph(SPACE_WIDTH, rows);
        }
        int left = Integer.numberOfTrailingZeros(columns);
        for (int y = 0; y < rows.length; y++) {
            rows[y] >>= left;
        }
        return new Glyph(Integer.SIZE - Integer.numberOfLeadingZeros(columns >> left), rows);
    }

    public boolean inked(int x, int y) {
        return (rows[y] >> x & 1) == 1;
    }
}
