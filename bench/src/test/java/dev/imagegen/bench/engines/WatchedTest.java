package dev.imagegen.bench.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.sun.net.httpserver.Headers;
import dev.imagegen.local.providers.Call;
import dev.imagegen.local.providers.Provider;
import dev.imagegen.local.providers.Reply;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class WatchedTest {

    private final CountDownLatch atWork = new CountDownLatch(2);
    private final CountDownLatch finish = new CountDownLatch(1);
    private final Watched watched = new Watched(new Slow(), 2);

    /** Answers an order when it may, and a question at once. */
    private final class Slow implements Provider {
        @Override
        public String name() {
            return "slow";
        }

        @Override
        public Reply answer(Call call) throws InterruptedException {
            if (call.method().equals("POST")) {
                atWork.countDown();
                finish.await();
            }
            return Reply.text(call.path().equals("/full") ? 429 : 200, "");
        }

        @Override
        public int paid() {
            return 7;
        }
    }

    private int status(String method, String path) throws InterruptedException {
        Reply reply = watched.answer(new Call(
                method, path, Optional.empty(), new Headers(), new byte[0], URI.create("http://127.0.0.1/slow")));
        return assertInstanceOf(Reply.Whole.class, reply).status();
    }

    @Test
    void anOrderBeyondTheCeilingIsSentAwayAndCountedAndAQuestionIsNot() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> status("POST", "/orders"));
            var second = threads.submit(() -> status("POST", "/orders"));
            atWork.await();

            assertEquals(429, status("POST", "/orders"));
            assertEquals(200, status("GET", "/questions"));

            finish.countDown();
            assertEquals(200, first.get());
            assertEquals(200, second.get());
        }
        assertEquals(200, status("POST", "/orders"));
        assertEquals(1, watched.sentAway());
        assertEquals(3, watched.ordersAtOnce());
    }

    @Test
    void whomTheProviderItselfSendsAwayIsCountedToo() throws Exception {
        assertEquals(429, status("GET", "/full"));

        assertEquals(1, watched.sentAway());
        assertEquals(7, watched.paid());
        assertEquals("slow", watched.name());
    }
}
