package dev.imagegen.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.net.Poster;
import dev.imagegen.net.ReceiverRules;
import dev.imagegen.task.Task;
import dev.imagegen.testing.HttpStub.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Receivers that misbehave, over real HTTP: what the delivery log says of them. */
class MischiefTest {

    private final PostRoom room = new PostRoom();
    private final Poster poster = Poster.within(ReceiverRules.of(true));

    private Task told(URI receiver) {
        room.receiver(number -> {
            var post = room.posts.getLast();
            return poster.post(receiver, post.headers(), post.body());
        });
        Task task = room.ended();
        room.drain();
        return task;
    }

    private List<String> reasons(Task task) {
        return room.attempts(task).stream().map(Attempt::reason).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "500 | it answered with status 500",
        "404 | it answered with status 404",
        "302 | it redirects (302), which is not followed",
        "307 | it redirects (307), which is not followed",
    })
    void receiverThatIsIllForAWhileIsLoggedAndToldInTheEnd(int status, String reason) throws Exception {
        try (var stub = new HttpReceiver(number -> number < 3
                ? Reply.json(status, "oh").with("Location", "http://127.0.0.1:1/inside") : new Reply(200, new byte[100_000]))) {
            Task task = told(stub.address());

            assertEquals(List.of(reason, reason, "delivered, with an answer of more than 64 KiB"), reasons(task));
            assertTrue(room.attempts(task).getLast().delivered());
            assertEquals(3, stub.calls(), "nothing else was asked");
            assertEquals(List.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(305)), room.times());
        }
    }

    @Test
    void receiverThatIsGoneIsLeftAlone() throws Exception {
        try (var stub = new HttpReceiver(number -> Reply.json(410, ""))) {
            assertEquals(List.of("it answered with status 410"), reasons(told(stub.address())));
        }
    }

    @Test
    void receiverThatAsksForTimeGetsIt() throws Exception {
        try (var stub = new HttpReceiver(number -> number == 1
                ? Reply.json(429, "").with("Retry-After", "600") : Reply.json(200, ""))) {
            told(stub.address());

            assertEquals(List.of(Duration.ZERO, Duration.ofMinutes(10)), room.times());
        }
    }

    @Test
    void receiverThatResetsEveryConnectionIsPostedToOnceATry() throws Exception {
        var connections = new AtomicInteger();
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> reset(server, connections));

            Task task = told(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"));

            assertEquals(10, reasons(task).size());
            assertEquals(List.of("the connection failed"), reasons(task).stream().distinct().toList());
            assertEquals(10, connections.get());
        }
    }

    private static void reset(ServerSocket server, AtomicInteger connections) {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                connections.incrementAndGet();
                socket.getInputStream().read();
                socket.setSoLinger(true, 0);
            } catch (IOException closed) {
                return;
            }
        }
    }
}
