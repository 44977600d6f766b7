package dev.imagegen.capacity;

/**
 * How much an engine may be asked at once.
 *
 * @param permits how many images it may have in progress; 1 or more
 * @param perKey how many of them one API key may hold while another asks for one too; 1 to {@code permits}
 */
public record Limit(int permits, int perKey) {

    private static final int WHOLE = 100;

    public Limit {
        if (perKey < 1 || perKey > permits) {
            throw new IllegalArgumentException("One key may hold 1 to " + permits + " permits, not " + perKey);
        }
    }

    /** @param keyPercent the part of the permits that one key may hold, rounded down, but at least one permit */
    public static Limit of(int permits, int keyPercent) {
        return new Limit(permits, Math.max(1, (int) ((long) permits * keyPercent / WHOLE)));
    }
}
