package dev.imagegen.asset.transformation;

import dev.imagegen.contract.Fields;
import dev.imagegen.contract.ImagegenException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads text layers, and refuses what their URL could not say. */
final class TextReader {

    static final Set<String> KEYS = Set.of("text", "font", "size", "weight", "style", "align", "color", "width", "gravity",
            "x", "y", "no_overflow");

    private static final int MAX_TEXT = 1000;
    private static final int MAX_FONT = 100;
    private static final int MAX_FONT_SIZE = 1000;
    /** An underscore would end the family, a slash the component. An @ names where the font comes from. */
    private static final Pattern FONT = Pattern.compile("[A-Za-z0-9]+(?:[ .@-][A-Za-z0-9]+)*");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\n]]");
    private static final List<String> WEIGHTS = List.of(
            "normal", "bold", "100", "200", "300", "400", "500", "600", "700", "800", "900");
    private static final List<String> STYLES = List.of("normal", "italic");
    private static final List<String> ALIGNS = List.of("left", "center", "right", "justify");

    private TextReader() {}

    /** @param layer whose keys are known to be allowed */
    static Step.TextLayer read(Fields layer) {
        String text = text(layer);
        String font = layer.text("font", 1, MAX_FONT);
        if (!FONT.matcher(font).matches()) {
            throw ImagegenException.invalid(layer.path("font"),
                    "'%s' must be the name of a font: words of letters and digits, between them a space or one of . @ -."
                            .formatted(layer.path("font")));
        }
        int size = layer.integer("size", 1, MAX_FONT_SIZE);
        var style = new Step.TextStyle(
                word(layer, "weight", WEIGHTS), word(layer, "style", STYLES), word(layer, "align", ALIGNS));
        Optional<String> colour = layer.optionalText("color", 1, MAX_FONT);
        if (colour.filter(c -> !COLOUR.matcher(c).matches()).isPresent()) {
            throw ImagegenException.invalid(layer.path("color"),
                    "'%s' must be a colour of six hex digits, for example \"#ffcc00\".".formatted(layer.path("color")));
        }
        return new Step.TextLayer(text, font, size, style, colour,
                layer.optionalInteger("width", 1, StepReader.MAX_SIDE), StepReader.placement(layer));
    }

    private static String text(Fields layer) {
        String text = layer.text("text", 1, MAX_TEXT).replace("\r\n", "\n");
        String path = layer.path("text");
        if (text.isBlank()) {
            throw ImagegenException.invalid(path, "'%s' must say something; it is blank.".formatted(path));
        }
        if (text.contains("$(")) {
            throw ImagegenException.invalid(path,
                    ("'%s' must not hold $( because the store would read a variable there."
                            + " Write it in other words, or with a space between.").formatted(path));
        }
        if (CONTROL.matcher(text).find()) {
            throw ImagegenException.invalid(
                    path, "'%s' must not hold control characters other than line breaks.".formatted(path));
        }
        return text;
    }

    /** A word that is not the usual one; the usual one is left out of the URL. */
    private static Optional<String> word(Fields layer, String name, List<String> allowed) {
        Optional<String> word = layer.optionalText(name, 1, MAX_FONT);
        if (word.filter(w -> !allowed.contains(w)).isPresent()) {
            throw layer.notOneOf(name, allowed);
        }
        return word.filter(w -> !w.equals("normal"));
    }
}
