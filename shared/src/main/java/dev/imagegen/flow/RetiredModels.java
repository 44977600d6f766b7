package dev.imagegen.flow;

import dev.imagegen.capacity.Capacity;
import dev.imagegen.catalog.Model;
import dev.imagegen.catalog.ProviderModel;
import dev.imagegen.log.Log;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which models their providers have retired, as the workers found out. All workers know it for an hour; then one of them asks
 * for the model again. That a model is still there is believed for ten seconds after it was read.
 */
public final class RetiredModels {

    static final Duration REMEMBERED = Duration.ofHours(1);

    private static final Duration BELIEVED = Duration.ofSeconds(10);

    private final Capacity capacity;
    private final Clock clock;
    private final Log log;
    private final Map<String, Reading> readings = new ConcurrentHashMap<>();

    private record Reading(boolean retired, Instant goodUntil) {}

    public RetiredModels(Capacity capacity, Clock clock, Log log) {
        this.capacity = capacity;
        this.clock = clock;
        this.log = log;
    }

    /** What an engine makes a model with now: its own model or the first successor that is not retired; empty if all are. */
    Optional<ProviderModel> serving(String engine, Model model) {
        ProviderModel own = model.by(engine);
        if (!own.provider().equals(engine)) {
            // Only the provider itself knows its models by these names: another engine knows ours.
            return retired(engine, model.id()) ? Optional.empty() : Optional.of(own);
        }
        Optional<ProviderModel> next = Optional.of(own);
        while (next.isPresent() && retired(engine, next.get().name())) {
            next = next.get().successor();
        }
        return next;
    }

    /** A model with the rules and the price of what its preferred engine makes it with now. */
    Model today(Model model) {
        String engine = model.engines().getFirst();
        ProviderModel own = model.by(engine);
        return own.provider().equals(engine) && own.successor().isPresent()
                ? serving(engine, model).filter(serving -> serving != own).map(model::with).orElse(model)
                : model;
    }

    /**
     * Remembers that the engine has retired what it was asked for.
     *
     * @param asked one that {@link #serving} gave
     * @return true if no worker has said so within the hour
     */
    boolean note(String engine, Model model, ProviderModel asked) {
        String name = asked.provider().equals(engine) ? asked.name() : model.id();
        Instant now = clock.instant();
        readings.put(engine + "/" + name, new Reading(true, now.plus(REMEMBERED)));
        try {
            return capacity.retire(engine, name, now, now.plus(REMEMBERED));
        } catch (RuntimeException e) {
            log.warn("retired_model_not_written", e, "engine", engine, "model", name);
            return true;
        }
    }

    private boolean retired(String engine, String name) {
        Instant now = clock.instant();
        return readings.compute(engine + "/" + name, (_, old) -> old != null && old.goodUntil().isAfter(now)
                ? old
                : new Reading(read(engine, name, now), now.plus(BELIEVED))).retired();
    }

    /** What cannot be read keeps no image from being made. */
    private boolean read(String engine, String name, Instant now) {
        try {
            return capacity.isRetired(engine, name, now);
        } catch (RuntimeException e) {
            log.warn("retired_models_not_read", e, "engine", engine, "model", name);
            return false;
        }
    }
}
