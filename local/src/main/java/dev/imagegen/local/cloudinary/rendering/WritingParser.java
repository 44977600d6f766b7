package dev.imagegen.local.cloudinary.rendering;

import dev.imagegen.local.cloudinary.rendering.Writing.Align;
import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the layer {@code text:font_size_styles:text}. */
final class WritingParser {

    private static final int LARGEST = 1000;
    private static final int BOLD = 600;

    private WritingParser() {}

    static Writing read(String layer, Parameters in) {
        String[] parts = layer.split(":", 3);
        if (parts.length < 3 || parts[2].isEmpty()) {
            throw new RenderingException("A text layer is text:font_size:text, not " + layer);
        }
        String[] words = parts[1].split("_");
        String family = Decoding.of(words[0]).replaceFirst("@google$", "");
        if (words.length < 2 || family.isBlank() || !words[1].matches("\\d{1,4}")) {
            throw new RenderingException("A text layer needs a font and a size, not " + parts[1]);
        }
        int size = Integer.parseInt(words[1]);
        if (size < 1 || size > LARGEST) {
            throw new RenderingException("Invalid font size " + size);
        }
        boolean bold = false;
        boolean italic = false;
        Align align = Align.LEFT;
        for (String word : List.of(words).subList(2, words.length)) {
            switch (word) {
                case "normal", "light", "justify", "start" -> { }
                case "bold" -> bold = true;
                case "italic" -> italic = true;
                case "left", "center", "right" -> align = align(word);
                case "end" -> align = Align.RIGHT;
                case String weight when weight.matches("[1-9]00") -> bold = Integer.parseInt(weight) >= BOLD;
                default -> throw new RenderingException("Invalid text style " + word);
            }
        }
        return new Writing(text(parts[2]), family, size, bold, italic, align, in.colour("co").orElse(Color.BLACK),
                in.colour("b"), wrap(in));
    }

    private static Align align(String word) {
        return Align.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** It is decoded twice: that is why a comma is written {@code %252C}. */
    private static String text(String encoded) {
        if (encoded.contains("$(")) {
            throw new RenderingException("Undefined variable in " + encoded);
        }
        return Decoding.of(Decoding.of(encoded));
    }

    private static Optional<Integer> wrap(Parameters in) {
        Optional<Length> width = in.length("w");
        boolean wrapped = in.find("c").filter("fit"::equals).isPresent();
        if (wrapped != width.isPresent() || in.has("c") && !wrapped || width.filter(w -> w.part() || w.value() < 1).isPresent()) {
            throw new RenderingException("A text wraps by c_fit with a width in pixels, not by " + in);
        }
        return width.map(w -> w.of(0));
    }
}
