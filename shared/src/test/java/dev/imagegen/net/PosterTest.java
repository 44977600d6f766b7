package dev.imagegen.net;

import static dev.imagegen.net.TlsServer.ascii;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.testing.HttpStub;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PosterTest {

    private static final Predicate<InetAddress> ALL = _ -> true;
    private static final byte[] BODY = ascii("{\"a\": 1}");

    @TempDir
    private static Path directory;

    private static Path keystore;

    @BeforeAll
    static void makeCertificate() throws Exception {
        keystore = TlsServer.keystore(directory);
    }

    private static Poster poster(TlsServer server, Predicate<InetAddress> allowed, FetchBounds bounds, LongSupplier ticker) {
        return new Poster(new ReceiverRules(new UrlRules(server.port(), allowed), false),
                new WayOut(server.trusting(), bounds), ticker);
    }

    private static PostOutcome post(TlsServer server) {
        return poster(server, ALL, Poster.BOUNDS, System::nanoTime).post(server.url("localhost", "/hook?a=b"), Map.of(), BODY);
    }

    private static PostOutcome answered(String answer) throws Exception {
        try (var server = new TlsServer(keystore, out -> out.write(ascii(answer)))) {
            PostOutcome outcome = post(server);
            assertEquals(1, server.connections(), "it is posted once");
            return outcome;
        }
    }

    @Test
    void bodyAndHeadersArriveAsTheyAre() throws Exception {
        try (var server = new TlsServer(keystore, out -> out.write(ascii("HTTP/1.1 204 No Content\r\n\r\n")))) {
            var outcome = poster(server, ALL, Poster.BOUNDS, System::nanoTime)
                    .post(server.url("localhost", "/hook?a=b"), Map.of("webhook-id", "msg_1"), BODY);

            assertEquals(new PostOutcome(OptionalInt.of(204), Optional.empty(), "delivered"), outcome);
            assertTrue(outcome.delivered());
            assertTrue(server.head().startsWith("POST /hook?a=b HTTP/1.1\r\n"), server.head());
            assertTrue(server.head().contains("\r\nwebhook-id: msg_1\r\n"), server.head());
            assertTrue(server.head().contains("\r\nContent-Type: application/json\r\n"), server.head());
            assertTrue(server.head().contains("\r\nUser-Agent: imagegen\r\n"), server.head());
            assertTrue(server.head().contains("\r\nContent-Length: 8\r\n"), server.head());
            assertArrayEquals(BODY, server.body());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void everyStatusOfTwoHundredsIsDelivered(int status) throws Exception {
        PostOutcome outcome = answered("HTTP/1.1 " + status + " Ok\r\nContent-Length: 0\r\n\r\n");
        assertEquals(new PostOutcome(OptionalInt.of(status), Optional.empty(), "delivered"), outcome);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 407, 410, 429, 500, 503})
    void otherStatusIsNamedWithWhatTheReceiverAsks(int status) throws Exception {
        PostOutcome outcome = answered("HTTP/1.1 " + status + " No\r\nRetry-After: 120\r\nWWW-Authenticate: Basic\r\n"
                + "Proxy-Authenticate: Basic\r\nContent-Length: 4\r\n\r\nnope");
        assertEquals(new PostOutcome(OptionalInt.of(status), Optional.of("120"), "it answered with status " + status), outcome);
        assertFalse(outcome.delivered());
        assertEquals(status == 410, outcome.gone());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectToAnAddressOfTheInsideIsNotFollowed(int status) throws Exception {
        PostOutcome outcome = answered(
                "HTTP/1.1 " + status + " Moved\r\nLocation: https://169.254.169.254/\r\nContent-Length: 0\r\n\r\n");
        assertEquals(new PostOutcome(
                OptionalInt.of(status), Optional.empty(), "it redirects (" + status + "), which is not followed"), outcome);
    }

    @Test
    void endlessBytesAreReadToTheBoundAndTheStatusCounts() throws Exception {
        AtomicLong sent = new AtomicLong();
        try (var server = new TlsServer(keystore, out -> endless(out, "HTTP/1.1 200 OK\r\n\r\n", sent))) {
            assertEquals("delivered, with an answer of more than 64 KiB", post(server).reason());
        }
        try (var server = new TlsServer(keystore, out -> endless(out, "HTTP/1.1 500 No\r\n\r\n", sent))) {
            assertEquals("it answered with status 500, with an answer of more than 64 KiB", post(server).reason());
        }
        assertTrue(sent.get() < 100_000_000, "so much was taken: " + sent);
    }

    private static void endless(OutputStream out, String start, AtomicLong sent) throws IOException {
        out.write(ascii(start));
        byte[] some = new byte[1000];
        while (sent.addAndGet(some.length) < 1_000_000_000) {
            out.write(some);
        }
    }

    @Test
    void endlessHeadIsNoAnswer() throws Exception {
        try (var server = new TlsServer(keystore, out -> endless(out, "HTTP/1.1 200 OK\r\nX-Long: ", new AtomicLong()))) {
            assertEquals(PostOutcome.failed("the connection failed"), post(server));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "HTTP/1.1 200 OK\\r\\nX-Drip: | it did not answer in time",
        "HTTP/1.1 200 OK\\r\\n\\r\\n   | delivered, with an answer that was cut",
    })
    void answerThatDripsIsGivenUpAtTheDeadline(String start, String reason) throws Exception {
        AtomicLong now = new AtomicLong();
        try (var server = new TlsServer(keystore, out -> {
            out.write(ascii(start.replace("\\r\\n", "\r\n")));
            while (true) {
                out.write('a');
                out.flush();
            }
        })) {
            LongSupplier ticker = () -> now.addAndGet(Duration.ofMillis(100).toNanos());
            assertEquals(reason, poster(server, ALL, Poster.BOUNDS, ticker)
                    .post(server.url("localhost", "/"), Map.of(), BODY).reason());
        }
    }

    @Test
    void receiverThatHangsIsGivenUp() throws Exception {
        try (var server = new TlsServer(keystore, _ -> LockSupport.park())) {
            var impatient = new FetchBounds(1000, Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofMillis(200));
            assertEquals(PostOutcome.failed("it did not answer in time"), poster(server, ALL, impatient, System::nanoTime)
                    .post(server.url("localhost", "/"), Map.of(), BODY));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 ", "SSH-2.0-OpenSSH\r\n", "HTTP/1.1 abc Ok\r\n\r\n"})
    void receiverThatHangsUpOrSpeaksSomethingElseIsPostedToOnce(String answer) throws Exception {
        assertEquals(PostOutcome.failed("the connection failed"), answered(answer));
    }

    @Test
    void receiverThatNobodyIsAtIsNamed() throws Exception {
        // It has a port, so that nobody else takes it, and does not listen.
        try (var silent = new Socket()) {
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = silent.getLocalPort();
            var poster = new Poster(
                    new ReceiverRules(new UrlRules(port, ALL), false), WayOut.withBounds(Poster.BOUNDS), System::nanoTime);
            assertEquals(PostOutcome.failed("the connection failed"),
                    poster.post(URI.create("https://127.0.0.1:" + port + "/"), Map.of(), BODY));
        }
    }

    @Test
    void certificateThatNobodyVouchesForIsRefused() throws Exception {
        try (var server = new TlsServer(keystore, _ -> {})) {
            var stranger = new Poster(new ReceiverRules(new UrlRules(server.port(), ALL), false),
                    new WayOut((SSLSocketFactory) SSLSocketFactory.getDefault(), Poster.BOUNDS), System::nanoTime);
            assertEquals(PostOutcome.failed("its TLS certificate or connection is not good"),
                    stranger.post(server.url("localhost", "/"), Map.of(), BODY));
        }
    }

    @Test
    void nameThatTurnsPrivateBetweenTwoTriesIsNotConnectedToAtTheSecond() throws Exception {
        try (var server = new TlsServer(keystore, out -> out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")))) {
            var poster = poster(server, address -> address.getAddress()[3] == 1, Poster.BOUNDS, System::nanoTime);
            URI turning = server.url("7f000001-7f000003.turn.test", "/");

            assertEquals("delivered", poster.post(turning, Map.of(), BODY).reason());
            assertEquals(PostOutcome.failed("its host has no public address"), poster.post(turning, Map.of(), BODY));
            assertEquals(1, server.connections());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://169.254.169.254/, The URL must lead to a public address of the internet.",
        "http://example.com/, The URL must start with https://.",
        "https://no-such-name.invalid/, its host has no public address",
        "https://7f000001.all.test/, its host has no public address",
    })
    void addressesOfTheInsideAreRefusedAtEveryTry(String url, String reason) {
        assertEquals(PostOutcome.failed(reason), Poster.within(ReceiverRules.of(false)).post(URI.create(url), Map.of(), BODY));
    }

    @Test
    void receiverOnThisMachineIsReachedWhereTheDeploymentSaysSoAndOnlyThere() throws Exception {
        try (var stub = new HttpStub(call -> HttpStub.Reply.json(202, "{}"))) {
            URI url = stub.address().resolve("/hook");

            assertEquals("The URL must start with https://.",
                    Poster.within(ReceiverRules.of(false)).post(url, Map.of(), BODY).reason());
            assertEquals(0, stub.calls().size());
            assertEquals(OptionalInt.of(202), Poster.within(ReceiverRules.of(true)).post(url, Map.of(), BODY).status());
            assertArrayEquals(BODY, stub.calls().getFirst().body());
        }
    }

    @Test
    void receiverOnThisMachineThatDoesNotAnswerWithTlsIsPostedToOnceToo() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            AtomicLong connections = new AtomicLong();
            Thread.ofVirtual().start(() -> {
                while (!server.isClosed()) {
                    try (var socket = server.accept()) {
                        connections.incrementAndGet();
                        socket.getInputStream().read();
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
            URI url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
            assertEquals("the connection failed", Poster.within(ReceiverRules.of(true)).post(url, Map.of(), BODY).reason());
            assertEquals(1, connections.get());
        }
    }
}
