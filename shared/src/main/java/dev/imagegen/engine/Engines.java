package dev.imagegen.engine;

import dev.imagegen.capacity.Limit;
import dev.imagegen.catalog.Model;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The engines of a deployment. */
public final class Engines {

    private static final int KEY_PERCENT = 75;

    private final Function<Model, List<String>> choice;
    private final Map<String, ImageEngine> byName;
    private final Map<String, Limit> limits;

    /**
     * @param choice the names of the engines that serve a model, the preferred one first
     * @param ceilings how many pictures an engine may have in progress at once; one that is not named has no limit
     * @param keyPercent the part of them that one API key may have while another asks, 1 to 100
     */
    public Engines(Function<Model, List<String>> choice, Map<String, ImageEngine> byName, Map<String, Integer> ceilings,
            int keyPercent) {
        this.choice = choice;
        this.byName = Map.copyOf(byName);
        this.limits = ceilings.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> Limit.of(each.getValue(), keyPercent)));
    }

    /** As the other one, with three quarters for one API key. */
    public Engines(Function<Model, List<String>> choice, Map<String, ImageEngine> byName, Map<String, Integer> ceilings) {
        this(choice, byName, ceilings, KEY_PERCENT);
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

    /** How much it may be asked at once; empty for no limit. */
    public Optional<Limit> limit(String engine) {
        return Optional.ofNullable(limits.get(engine));
    }
}
