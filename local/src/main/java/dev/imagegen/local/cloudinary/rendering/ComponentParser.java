package dev.imagegen.local.cloudinary.rendering;

import dev.imagegen.local.cloudinary.rendering.Component.Apply;
import dev.imagegen.local.cloudinary.rendering.Component.Format;
import dev.imagegen.local.cloudinary.rendering.Component.OpenImage;
import dev.imagegen.local.cloudinary.rendering.Component.OpenText;
import dev.imagegen.local.cloudinary.rendering.Component.Quality;
import dev.imagegen.local.cloudinary.rendering.Component.RemoveBackground;
import dev.imagegen.local.cloudinary.rendering.Component.Resize;
import dev.imagegen.local.cloudinary.rendering.Component.Trim;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads one component of a URL: what stands between two slashes. */
final class ComponentParser {

    private static final Set<String> FORMATS = Set.of("auto", "png", "jpg", "webp");
    private static final Set<String> AUTO_QUALITIES = Set.of("auto", "auto:best", "auto:good", "auto:eco", "auto:low");
    private static final Set<String> OTHER_LAYERS = Set.of("private", "authenticated", "fetch", "video", "subtitles", "lut");
    private static final int AUTO_QUALITY = 80;
    private static final double MAX_RATIO = 1000;

    private ComponentParser() {}

    static List<Component> read(String component) {
        Parameters in = new Parameters(component);
        if (in.has("l")) {
            return List.of(layer(in));
        }
        if (in.flags().contains("layer_apply")) {
            in.onlyThese("fl", "g", "x", "y");
            return List.of(apply(in));
        }
        in.onlyThese("c", "w", "h", "ar", "g", "x", "y", "b", "fl", "e", "f", "q");
        List<Component> all = new ArrayList<>();
        if (in.hasAny("c", "w", "h", "ar", "g", "x", "y", "b", "fl")) {
            all.add(resize(in));
        }
        in.find("e").ifPresent(effect -> all.add(effect(effect)));
        in.find("f").ifPresent(word -> all.add(format(word)));
        in.find("q").ifPresent(word -> all.add(quality(word)));
        return all;
    }

    private static Component layer(Parameters in) {
        String layer = in.find("l").orElseThrow();
        if (layer.startsWith("text:")) {
            in.onlyThese("l", "co", "b", "c", "w");
            return new OpenText(WritingParser.read(layer, in));
        }
        in.onlyThese("l");
        String id = Decoding.of(layer.replace("%252C", "%2C")).replace(':', '/');
        if (id.contains("/") && OTHER_LAYERS.contains(id.substring(0, id.indexOf('/')))) {
            throw new RenderingException("Layers are public images only, not " + layer);
        }
        return new OpenImage(id);
    }

    private static Apply apply(Parameters in) {
        Gravity gravity = in.find("g").map(Gravity::read).orElse(Gravity.CENTER);
        if (gravity == Gravity.AUTO) {
            throw new RenderingException("Gravity auto does not go with layer_apply");
        }
        if (in.flags().contains("relative")) {
            throw new RenderingException("Flag relative belongs to the size of a layer");
        }
        return new Apply(gravity, in.length("x"), in.length("y"), in.flags().contains("no_overflow"));
    }

    private static Resize resize(Parameters in) {
        Mode mode = in.find("c").map(Mode::read).orElse(Mode.SCALE);
        if (!in.hasAny("w", "h", "ar")) {
            throw new RenderingException("Crop mode " + mode.wireName() + " needs a width, a height or an aspect ratio");
        }
        if (in.has("w") && in.has("h") && in.has("ar")) {
            throw new RenderingException("Width, height and aspect ratio do not go together");
        }
        Optional<Gravity> gravity = in.find("g").map(Gravity::read);
        if (gravity.filter(g -> !mode.takes(g)).isPresent()) {
            throw new RenderingException(
                    "Gravity %s does not go with crop mode %s".formatted(in.find("g").orElseThrow(), mode.wireName()));
        }
        if (in.hasAny("x", "y") && mode != Mode.CROP || in.has("b") && !mode.pads()) {
            throw new RenderingException("Offset or background does not go with crop mode " + mode.wireName());
        }
        if (in.flags().contains("no_overflow")) {
            throw new RenderingException("Flag no_overflow belongs to layer_apply");
        }
        // An offset alone counts from the upper left corner.
        Gravity otherwise = in.hasAny("x", "y") ? Gravity.NORTH_WEST : Gravity.CENTER;
        return new Resize(mode, positive(in, "w"), positive(in, "h"), in.find("ar").map(ComponentParser::ratio),
                gravity.orElse(otherwise), in.length("x"), in.length("y"), in.colour("b"), in.flags().contains("relative"));
    }

    private static Optional<Length> positive(Parameters in, String name) {
        Optional<Length> length = in.length(name);
        if (length.filter(l -> l.value() <= 0).isPresent()) {
            throw new RenderingException("Invalid value " + in.find(name).orElseThrow() + " for parameter " + name);
        }
        return length;
    }

    private static double ratio(String text) {
        double value = -1;
        if (text.matches("\\d{1,4}(\\.\\d{1,4})?:\\d{1,4}(\\.\\d{1,4})?")) {
            String[] sides = text.split(":");
            value = Double.parseDouble(sides[0]) / Double.parseDouble(sides[1]);
        } else if (text.matches("\\d{1,4}\\.\\d{1,6}")) {
            value = Double.parseDouble(text);
        }
        if (!(value >= 1 / MAX_RATIO && value <= MAX_RATIO)) {
            throw new RenderingException("Invalid aspect ratio " + text);
        }
        return value;
    }

    private static Component effect(String word) {
        return switch (word) {
            case "trim" -> new Trim();
            case "background_removal" -> new RemoveBackground();
            default -> throw new RenderingException("Invalid effect " + word);
        };
    }

    private static Format format(String word) {
        String format = word.toLowerCase(Locale.ROOT).equals("jpeg") ? "jpg" : word;
        if (!FORMATS.contains(format)) {
            throw new RenderingException("Invalid format " + word);
        }
        return new Format(format);
    }

    private static Quality quality(String word) {
        if (AUTO_QUALITIES.contains(word)) {
            return new Quality(AUTO_QUALITY);
        }
        int percent = word.matches("\\d{1,3}") ? Integer.parseInt(word) : 0;
        if (percent < 1 || percent > 100) {
            throw new RenderingException("Invalid quality " + word);
        }
        return new Quality(percent);
    }
}
