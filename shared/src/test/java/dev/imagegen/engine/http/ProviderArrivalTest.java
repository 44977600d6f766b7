package dev.imagegen.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.engine.CallTime;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.testing.MutableClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are still coming when the time for their call is over. */
class ProviderArrivalTest {

    private static final int PIECE = 4 << 10;
    private static final Duration BUDGET = Duration.ofSeconds(60);
    /** The pause between two pieces is a part of the window; the grace is longer than any machine is busy with something else. */
    private static final ArrivalPace PACE = new ArrivalPace(Duration.ofMillis(100), Duration.ofMinutes(2), PIECE);

    /** Moved by a server, as if its answer had taken so long. */
    private final AtomicLong ticker = new AtomicLong();

    /** What a server does once it has read the request. */
    private interface Manners {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    private static final class Server implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());

        Server(Manners manners) throws IOException {
            Thread.ofVirtual().start(() -> {
                try (Socket connection = socket.accept()) {
                    InputStream in = connection.getInputStream();
                    StringBuilder seen = new StringBuilder();
                    while (seen.indexOf("\r\n\r\nbody") < 0) {
                        seen.append((char) in.read());
                    }
                    manners.answer(connection.getOutputStream());
                } catch (IOException | InterruptedException hungUp) {
                    // The client has had enough.
                }
            });
        }

        HttpRequest request() {
            return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/"))
                    .POST(HttpRequest.BodyPublishers.ofString("body")).build();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static void head(OutputStream out, String status, long length) throws IOException {
        out.write("HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n".formatted(status, length).getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void pieces(OutputStream out, int count, int size, long pauseMillis) throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            out.write(new byte[size]);
            out.flush();
            Thread.sleep(pauseMillis);
        }
    }

    private static String read(ProviderAnswer answer) throws IOException {
        return answer.status() + " " + answer.body().transferTo(OutputStream.nullOutputStream());
    }

    private String submit(Server server, Clock clock, LongSupplier nanos, Duration budget, ArrivalPace pace) {
        return new ProviderHttp(clock, nanos, pace).submit(server.request(), budget, ProviderArrivalTest::read);
    }

    private Failure failure(Server server, Duration budget, ArrivalPace pace) {
        return assertThrows(EngineException.class,
                () -> submit(server, Clock.systemUTC(), ticker::get, budget, pace)).failure();
    }

    @Test
    void aSuccessThatBeginsInTheLastMomentIsReadToItsEnd() throws IOException {
        MutableClock clock = new MutableClock();
        try (Server server = new Server(out -> {
            clock.advance(BUDGET);
            ticker.addAndGet(BUDGET.toNanos());
            head(out, "200 OK", 50L * PIECE);
            pieces(out, 50, PIECE, 20);
        })) {
            assertEquals("200 " + 50 * PIECE, submit(server, clock, ticker::get, BUDGET, PACE));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, -5})
    void aClockThatIsSteppedInACallChangesNothing(long hours) throws IOException {
        MutableClock clock = new MutableClock();
        try (Server server = new Server(out -> {
            clock.advance(Duration.ofHours(hours));
            head(out, "200 OK", 20L * PIECE);
            pieces(out, 10, PIECE, 20);
            clock.advance(Duration.ofHours(hours));
            pieces(out, 10, PIECE, 20);
        })) {
            assertEquals("200 " + 20 * PIECE, submit(server, clock, System::nanoTime, BUDGET, PACE));
        }
    }

    @Test
    void aRefusalInTheLastMomentIsStillRead() throws IOException {
        try (Server server = new Server(out -> {
            ticker.addAndGet(BUDGET.toNanos());
            head(out, "429 Too Many Requests", 2);
            out.write("{}".getBytes(StandardCharsets.US_ASCII));
        })) {
            assertEquals("429 2", submit(server, Clock.systemUTC(), ticker::get, BUDGET, ArrivalPace.DEFAULT));
        }
    }

    @Test
    void aSuccessThatComesByteByByteIsGivenUp() throws IOException {
        var pace = new ArrivalPace(Duration.ofMillis(100), Duration.ofMillis(500), PIECE);
        try (Server server = new Server(out -> {
            ticker.addAndGet(BUDGET.toNanos());
            head(out, "200 OK", PIECE);
            pieces(out, PIECE - 1, 1, 20);
        })) {
            assertEquals(Failure.OUTCOME_UNKNOWN, failure(server, BUDGET, pace));
        }
    }

    @Test
    void aSuccessWithoutEndIsGivenUpThoughItKeepsPace() throws IOException {
        Duration budget = Duration.ofSeconds(536);
        assertEquals(Duration.ofSeconds(1), CallTime.arrival(budget));
        var pace = new ArrivalPace(Duration.ofMillis(100), Duration.ofMillis(500), 1);
        AtomicLong sent = new AtomicLong();
        try (Server server = new Server(out -> {
            ticker.addAndGet(budget.toNanos());
            head(out, "200 OK", Integer.MAX_VALUE);
            while (true) {
                pieces(out, 1, PIECE, 10);
                sent.addAndGet(PIECE);
            }
        })) {
            assertEquals(Failure.OUTCOME_UNKNOWN, failure(server, budget, pace));
            assertTrue(sent.get() < ProviderHttp.MAX_BYTES, "its time ended it, and not its length");
        }
    }
}
