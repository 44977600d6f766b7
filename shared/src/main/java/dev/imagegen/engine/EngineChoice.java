package dev.imagegen.engine;

import dev.imagegen.catalog.Model;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which engines serve a model: the first of the list, and the next ones where that cannot. {@code sandbox}, {@code cloudinary}
 * (its add-on) or {@code direct}, which is the model's own provider.
 */
public final class EngineChoice {

    private static final String DIRECT = "direct";
    /** It makes every model; the sandbox knows those whose rules are known. */
    private static final String ADD_ON = "cloudinary";
    private static final Set<String> KNOWN = Set.of("sandbox", ADD_ON, DIRECT);

    private final List<String> byDefault;
    private final Map<String, String> byFamily;

    /**
     * @param byDefault for example {@code direct} or {@code direct,cloudinary}
     * @param byFamily the same for single families; blank means the default
     * @throws IllegalStateException naming what is no engine
     */
    public EngineChoice(String byDefault, Map<String, String> byFamily) {
        this.byDefault = parse(byDefault);
        this.byFamily = Map.copyOf(byFamily);
        byFamily.values().stream().filter(list -> !list.isBlank()).forEach(EngineChoice::parse);
    }

    /**
     * The same from variables.
     *
     * @param families by the family's name in capitals, for example {@code NANO_BANANA}
     */
    public static EngineChoice of(String byDefault, Map<String, String> families) {
        return new EngineChoice(byDefault, families.entrySet().stream().collect(Collectors.toMap(
                e -> e.getKey().toLowerCase(Locale.ROOT).replace('_', '-'), Map.Entry::getValue)));
    }

    private static List<String> parse(String list) {
        List<String> names = Arrays.stream(list.split(",", -1)).map(String::strip).toList();
        names.stream().filter(name -> !KNOWN.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalStateException(
                    "'%s' is no engine. There is sandbox, cloudinary and direct, or several with commas.".formatted(name));
        });
        return names;
    }

    /** The names of the engines that serve a model, the preferred one first; none if none of those that were chosen can. */
    public List<String> of(Model model) {
        String own = byFamily.getOrDefault(model.name().family(), "");
        return (own.isBlank() ? byDefault : parse(own)).stream()
                .filter(name -> name.equals(ADD_ON) || model.direct().isPresent())
                .map(name -> name.equals(DIRECT) ? model.direct().orElseThrow().provider() : name)
                .distinct()
                .toList();
    }
}
