package dev.imagegen.flow;

import dev.imagegen.capacity.Capacity;
import dev.imagegen.catalog.Model;
import dev.imagegen.engine.EngineChoice;
import dev.imagegen.log.Log;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Says whether some engine can serve a model just now, as the workers found out. What was read is good for ten seconds. */
public final class EngineHealth implements Predicate<Model> {

    private static final Duration KEPT = Duration.ofSeconds(10);

    private final EngineChoice choice;
    private final Capacity capacity;
    private final Clock clock;
    private final Log log;
    private final RetiredModels retired;
    private final Map<String, Reading> readings = new ConcurrentHashMap<>();

    private record Reading(boolean unwell, Instant at) {}

    public EngineHealth(EngineChoice choice, Capacity capacity, Clock clock, Log log) {
        this.choice = choice;
        this.capacity = capacity;
        this.clock = clock;
        this.log = log;
        this.retired = new RetiredModels(capacity, clock, log);
    }

    @Override
    public boolean test(Model model) {
        return choice.of(model).stream()
                .anyMatch(engine -> !unwell(engine) && retired.serving(engine, model).isPresent());
    }

    /** A model with the rules and the price of what its preferred engine makes it with now: a retired one has a successor. */
    public Model today(Model model) {
        return retired.today(model);
    }

    private boolean unwell(String engine) {
        Instant now = clock.instant();
        return readings.compute(engine, (_, old) -> old != null && old.at().plus(KEPT).isAfter(now)
                ? old
                : new Reading(read(engine, now), now)).unwell();
    }

    /** What cannot be read keeps no request from being served. */
    private boolean read(String engine, Instant now) {
        try {
            return capacity.isUnwell(engine, now);
        } catch (RuntimeException e) {
            log.warn("engine_health_not_read", e, "engine", engine);
            return false;
        }
    }
}
