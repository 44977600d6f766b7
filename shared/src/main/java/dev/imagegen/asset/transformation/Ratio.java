package dev.imagegen.asset.transformation;

import dev.imagegen.contract.ImagegenException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A shape, width to height, each from 1 to 999. */
public record Ratio(int width, int height) {

    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,2}):([1-9]\\d{0,2})");

    /** @throws ImagegenException naming {@code field} unless the text is such as {@code 16:9} */
    static Ratio read(String field, String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw ImagegenException.invalid(field,
                    "'%s' must be a ratio of two whole numbers from 1 to 999, for example \"16:9\".".formatted(field));
        }
        return new Ratio(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
    }

    /** To the nearest pixel. */
    long heightOf(int pixels) {
        return Math.max(1, Math.round((double) pixels * height / width));
    }

    /** To the nearest pixel. */
    long widthOf(int pixels) {
        return Math.max(1, Math.round((double) pixels * width / height));
    }

    @Override
    public String toString() {
        return width + ":" + height;
    }
}
