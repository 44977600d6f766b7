package dev.imagegen.engine;

import dev.imagegen.catalog.Model;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The engines of a deployment. */
public final class Engines {

    private final Function<Model, List<String>> choice;
    private final Map<String, ImageEngine> byName;
    private final Map<String, Integer> ceilings;

    /**
     * @param choice the names of the engines that serve a model, the preferred one first
     * @param ceilings how many pictures an engine may have in progress at once; one that is not named has no limit
     */
    public Engines(Function<Model, List<String>> choice, Map<String, ImageEngine> byName, Map<String, Integer> ceilings) {
        this.choice = choice;
        this.byName = Map.copyOf(byName);
        this.ceilings = Map.copyOf(ceilings);
    }

    /** One that serves everything, without a limit. */
    public static Engines only(ImageEngine engine) {
        return new Engines(model -> List.of(engine.name()), Map.of(engine.name(), engine), Map.of());
    }

    /** Those that serve a model, the preferred one first; none if this deployment cannot make it. */
    public List<ImageEngine> of(Model model) {
        return choice.apply(model).stream().map(byName::get).toList();
    }

    public Optional<ImageEngine> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Those that cost somebody something. */
    public Set<String> paid() {
        return byName.entrySet().stream()
                .filter(engine -> !engine.getValue().repeatable())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How many pictures it may have in progress at once; empty for no limit. */
    public OptionalInt ceiling(String engine) {
        Integer ceiling = ceilings.get(engine);
        return ceiling == null ? OptionalInt.empty() : OptionalInt.of(ceiling);
    }
}
