package dev.imagegen.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.net.PostOutcome;
import dev.imagegen.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that come twice or never, workers that die in a try, a table and a queue that fail, receivers of every kind. */
class RandomDeliveriesTest {

    @SuppressWarnings("serial")
    private static final class Crash extends Error {}

    private static final int LIVES = 100;
    private static final int STEPS = 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyClientIsToldOrGivenUpAfterTenTriesAndNoTryIsMadeTwice(long seed) {
        int delivered = 0;
        int givenUp = 0;
        for (int i = 0; i < LIVES; i++) {
            Life life = new Life(seed * LIVES + i);
            life.live();
            delivered += life.told.size();
            givenUp += life.tasks.size() - life.told.size();
        }
        assertTrue(delivered > LIVES, "told: " + delivered);
        assertTrue(givenUp > 0, "given up: " + givenUp);
    }

    private static final class Life {

        private final Random random;
        private final PostRoom room = new PostRoom();
        private final List<Task> tasks = new ArrayList<>();
        private final Set<String> told = new HashSet<>();
        /** Whose receiver never comes back. */
        private final Set<String> dead = new HashSet<>();
        /** The tries that each task's receiver saw. */
        private final Map<String, Set<Integer>> seen = new HashMap<>();
        private boolean calm;

        Life(long seed) {
            random = new Random(seed);
            room.receiver(number -> answer(room.posts.getLast()));
        }

        void live() {
            for (int i = 0; i < STEPS; i++) {
                step();
            }
            calm = true;
            room.breakQueue(false);
            room.table.notifications().failNext(0);
            for (int i = 0; i < 40; i++) {
                room.clock.advance(Duration.ofHours(6));
                room.lost.sweep(Duration.ofMinutes(1));
                room.drain();
            }
            check();
        }

        private void step() {
            switch (random.nextInt(8)) {
                case 0 -> end();
                case 1, 2 -> work();
                case 3 -> room.clock.advance(Duration.ofSeconds(random.nextInt(1, 10_000)));
                case 4 -> room.lost.sweep(Duration.ofMinutes(1));
                case 5 -> room.breakQueue(random.nextBoolean());
                case 6 -> room.table.notifications().failNext(random.nextInt(3));
                default -> {
                    // A message is lost, or comes again.
                    var any = room.queue.poll();
                    if (any != null && random.nextBoolean()) {
                        room.queue.add(any);
                        room.queue.add(any);
                    }
                }
            }
        }

        private void end() {
            Task task = room.ended();
            tasks.add(task);
            if (random.nextInt(3) == 0) {
                dead.add(task.id());
            }
        }

        private void work() {
            try {
                room.next();
            } catch (Crash | IllegalStateException e) {
                // As the platform sees it: the message comes again some time, or the sweep finds the notification.
            }
        }

        private PostOutcome answer(PostRoom.Post post) {
            String taskId = post.headers().get("webhook-id").substring("msg_".length());
            int number = room.table.notifications().find(taskId).orElseThrow().tries();
            assertTrue(seen.computeIfAbsent(taskId, id -> new HashSet<>()).add(number), "try " + number + " was made twice");
            int chance = calm ? 9 : random.nextInt(10);
            if (chance == 0) {
                throw new Crash();
            }
            if (chance < 4) {
                room.clock.advance(Duration.ofSeconds(15));
            }
            if (dead.contains(taskId) || chance < 7) {
                return dead.contains(taskId) ? PostOutcome.failed("the connection failed") : PostRoom.status(500);
            }
            told.add(taskId);
            return PostRoom.status(200);
        }

        private void check() {
            for (Task task : tasks) {
                Notification now = room.now(task);
                assertEquals(Optional.empty(), now.nextAt(), () -> "is not over: " + now);
                assertTrue(now.tries() <= 10, () -> "too many tries: " + now);
                assertTrue(told.contains(task.id()) || now.tries() == 10, () -> "given up too early: " + now);
                assertTrue(room.attempts(task).size() <= now.tries());
            }
            assertEquals(List.of(), room.table.notifications().due(room.clock.instant().plus(Duration.ofDays(30))));
        }
    }
}
