package dev.imagegen.local.cloudinary;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SwitchboardTest {

    private final Switchboard switchboard = new Switchboard();

    @Test
    void lastsAsManyCallsAsWereAskedFor() {
        switchboard.failNext(Route.UPLOAD, 2, 420);

        assertEquals(420, refusal(Route.UPLOAD).status());
        assertEquals("Failed on purpose", refusal(Route.UPLOAD).getMessage());
        assertDoesNotThrow(() -> switchboard.enter(Route.UPLOAD));
    }

    @Test
    void otherKindsOfCallsGoOn() {
        switchboard.failNext(Route.UPLOAD, 1, 500);

        assertDoesNotThrow(() -> switchboard.enter(Route.DELIVERY));
        assertEquals(500, refusal(Route.UPLOAD).status());
    }

    @Test
    void theLastOrderReplacesTheOneBefore() {
        switchboard.failNext(Route.RENAME, 5, 500);
        switchboard.failNext(Route.RENAME, 1, 404);

        assertEquals(404, refusal(Route.RENAME).status());
        assertDoesNotThrow(() -> switchboard.enter(Route.RENAME));
    }

    @Test
    void countsEveryCallOfItsKind() {
        switchboard.failNext(Route.DESTROY, 1, 500);
        refusal(Route.DESTROY);
        switchboard.enter(Route.DESTROY);

        assertEquals(2, switchboard.calls(Route.DESTROY));
        assertEquals(0, switchboard.calls(Route.UPLOAD));
    }

    @Test
    void callsSideBySideFailExactlyAsOftenAsWasAskedFor() throws Exception {
        switchboard.failNext(Route.RESOURCE, 30, 500);
        Callable<Integer> call = () -> {
            try {
                switchboard.enter(Route.RESOURCE);
                return 0;
            } catch (Refusal refused) {
                return 1;
            }
        };
        int failed = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var one : threads.invokeAll(IntStream.range(0, 100).mapToObj(i -> call).toList())) {
                failed += one.get();
            }
        }
        assertEquals(30, failed);
        assertEquals(100, switchboard.calls(Route.RESOURCE));
    }

    private Refusal refusal(Route route) {
        return assertThrows(Refusal.class, () -> switchboard.enter(route));
    }
}
