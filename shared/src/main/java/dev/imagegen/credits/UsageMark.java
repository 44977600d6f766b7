package dev.imagegen.credits;

import java.time.YearMonth;

/**
 * What a cloud had used by some moment. It has used more as soon as an image was stored since.
 *
 * @param from the first month that counts
 * @param credits used in it and in all months after it
 */
public record UsageMark(YearMonth from, long credits) {}
