package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.capacity.Admission;
import dev.imagegen.capacity.Capacity;
import dev.imagegen.capacity.Limit;
import dev.imagegen.capacity.PermitRequest;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.Model;
import dev.imagegen.engine.EngineChoice;
import dev.imagegen.log.Log;
import dev.imagegen.testing.InMemoryCapacity;
import dev.imagegen.testing.MutableClock;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class EngineHealthTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final MutableClock clock = new MutableClock();
    private final InMemoryCapacity places = new InMemoryCapacity();
    private final Counting capacity = new Counting(places, new ArrayList<>(), new AtomicBoolean());
    private final EngineHealth health = health("direct");

    /** Remembers which engines were asked for, and may be broken. */
    private record Counting(Capacity places, List<String> asked, AtomicBoolean broken) implements Capacity {

        @Override
        public Admission enter(PermitRequest request) {
            return places.enter(request);
        }

        @Override
        public void keep(PermitRequest request) {
            places.keep(request);
        }

        @Override
        public void leave(String engine, String taskId) {
            places.leave(engine, taskId);
        }

        @Override
        public void pause(String engine, Instant until) {
            places.pause(engine, until);
        }

        @Override
        public void unwell(String engine, Instant until) {
            places.unwell(engine, until);
        }

        @Override
        public boolean retire(String engine, String model, Instant now, Instant until) {
            return places.retire(engine, model, now, until);
        }

        @Override
        public boolean isRetired(String engine, String model, Instant now) {
            if (broken.get()) {
                throw new IllegalStateException("The table cannot be reached");
            }
            return places.isRetired(engine, model, now);
        }

        @Override
        public boolean isUnwell(String engine, Instant now) {
            asked.add(engine);
            if (broken.get()) {
                throw new IllegalStateException("The table cannot be reached");
            }
            return places.isUnwell(engine, now);
        }
    }

    private EngineHealth health(String engines) {
        return new EngineHealth(new EngineChoice(engines, Map.of("ideogram", "sandbox")), capacity, clock,
                new Log(new PrintStream(OutputStream.nullOutputStream()), clock));
    }

    private static Model model(String id) {
        return Catalog.load().find(id).orElseThrow();
    }

    private void unwell(String engine, Duration time) {
        places.unwell(engine, clock.instant().plus(time));
    }

    @Test
    void modelIsWellUntilItsEngineIsFoundUnwell() {
        assertTrue(health.test(model("flux-2-pro")));
        unwell("bfl", LONG);
        clock.advance(Duration.ofSeconds(10));
        assertFalse(health.test(model("flux-2-pro")));
    }

    @Test
    void modelThatIsRetiredWithoutSuccessorIsNotWell() {
        places.retire("openai", "gpt-image-2", clock.instant(), clock.instant().plus(LONG));
        places.retire("gemini", "gemini-2.5-flash-image", clock.instant(), clock.instant().plus(LONG));

        assertFalse(health.test(model("gpt-image-2")));
        assertTrue(health.test(model("gpt-image-1-mini")));
        assertTrue(health.test(model("nano-banana-1")), "it has a successor");
        assertTrue(health("direct,cloudinary").test(model("gpt-image-2")), "it has another engine");
    }

    @Test
    void engineThatIsUnwellTakesOnlyItsOwnModelsWithIt() {
        unwell("bfl", LONG);

        assertFalse(health.test(model("flux-2-pro")));
        assertFalse(health.test(model("flux-2-klein-9b")));
        assertTrue(health.test(model("gpt-image-2")));
        assertTrue(health.test(model("nano-banana-1")));
    }

    @Test
    void modelOfSeveralEnginesIsWellWhileOneOfThemIs() {
        var several = health("direct,cloudinary");
        unwell("bfl", LONG);
        assertTrue(several.test(model("flux-2-pro")));

        unwell("cloudinary", LONG);
        clock.advance(Duration.ofSeconds(10));
        assertFalse(several.test(model("flux-2-pro")));
        assertTrue(several.test(model("gpt-image-2")), "its own provider is well");
        assertTrue(several.test(model("ideogram-v4-base")), "its family is drawn by the sandbox");
    }

    @Test
    void secondEngineIsNotAskedForWhereTheFirstIsWell() {
        assertTrue(health("direct,cloudinary").test(model("flux-2-pro")));

        assertEquals(List.of("bfl"), capacity.asked());
    }

    @Test
    void readingIsGoodForTenSecondsForAllModelsOfTheEngine() {
        health.test(model("flux-2-pro"));
        unwell("bfl", LONG);
        clock.advance(Duration.ofSeconds(10).minusMillis(1));

        assertTrue(health.test(model("flux-2-pro")));
        assertTrue(health.test(model("flux-2-klein-9b")));
        assertEquals(List.of("bfl"), capacity.asked());

        clock.advance(Duration.ofMillis(1));
        assertFalse(health.test(model("flux-2-klein-9b")));
        assertEquals(List.of("bfl", "bfl"), capacity.asked());
    }

    @Test
    void engineIsWellAgainAfterItsTime() {
        unwell("bfl", Duration.ofSeconds(30));
        assertFalse(health.test(model("flux-2-pro")));

        clock.advance(Duration.ofSeconds(30));

        assertTrue(health.test(model("flux-2-pro")));
    }

    @Test
    void engineThatIsOnlyFullOrPausedIsWell() {
        places.pause("bfl", clock.instant().plus(LONG));
        places.enter(new PermitRequest(
                "openai", Limit.of(1, 75), "task", "key", clock.instant(), clock.instant().plus(LONG)));

        assertTrue(health.test(model("flux-2-pro")));
        assertTrue(health.test(model("gpt-image-2")));
    }

    @Test
    void readingThatFailsKeepsNoModelFromBeingChosen() {
        places.unwell("bfl", clock.instant().plus(LONG));
        capacity.broken().set(true);
        assertTrue(health.test(model("flux-2-pro")));

        capacity.broken().set(false);
        clock.advance(Duration.ofSeconds(10));
        assertFalse(health.test(model("flux-2-pro")));
    }
}
