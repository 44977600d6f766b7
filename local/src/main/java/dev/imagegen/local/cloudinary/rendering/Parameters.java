package dev.imagegen.local.cloudinary.rendering;

import java.awt.Color;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The parameters of one component, still encoded. Each stands once. */
final class Parameters {

    private static final Set<String> KNOWN = Set.of(
            "c", "w", "h", "ar", "g", "x", "y", "f", "q", "l", "e", "fl", "co", "b");
    private static final Set<String> FLAGS = Set.of("layer_apply", "no_overflow", "relative");

    private final String component;
    private final Map<String, String> values = new HashMap<>();

    Parameters(String component) {
        this.component = component;
        for (String parameter : component.split(",", -1)) {
            int underscore = parameter.indexOf('_');
            String name = underscore < 0 ? parameter : parameter.substring(0, underscore);
            if (underscore < 0 || !KNOWN.contains(name)) {
                throw new RenderingException("Unknown parameter " + parameter);
            }
            String value = parameter.substring(underscore + 1);
            if (value.isEmpty() || values.put(name, value) != null) {
                throw new RenderingException("Parameter " + name + " is empty or stands twice in " + component);
            }
        }
        checkLengths();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    boolean hasAny(String... names) {
        return Stream.of(names).anyMatch(this::has);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    Optional<Length> length(String name) {
        return find(name).map(value -> Length.read(name, value));
    }

    Optional<Color> colour(String name) {
        return find(name).map(Colours::read);
    }

    Set<String> flags() {
        Set<String> flags = Set.copyOf(List.of(find("fl").map(value -> value.split("\\.")).orElse(new String[0])));
        flags.stream().filter(flag -> !FLAGS.contains(flag)).findFirst().ifPresent(flag -> {
            throw new RenderingException("Invalid flag " + flag);
        });
        return flags;
    }

    /** Nothing but these may stand here. */
    void onlyThese(String... names) {
        Set<String> allowed = Set.of(names);
        values.keySet().stream().filter(name -> !allowed.contains(name)).sorted().findFirst().ifPresent(name -> {
            throw new RenderingException("Parameter " + name + " does not belong into " + component);
        });
    }

    /** Pixels and parts do not mix. */
    private void checkLengths() {
        long kinds = Stream.of("w", "h", "x", "y")
                .map(this::length).flatMap(Optional::stream).map(Length::part).distinct().count();
        if (kinds > 1) {
            throw new RenderingException("Pixels and ratios are mixed in " + component);
        }
    }

    @Override
    public String toString() {
        return component;
    }
}
