package dev.imagegen.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.testing.DeadPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a broken call means for the money, against a server that breaks it at every place. */
class ProviderHttpTest {

    private static final Duration AMPLE = Duration.ofMinutes(5);

    private static final String WORDS = "{\"id\": \"6f1c\"}";

    private final ProviderHttp http = new ProviderHttp(Clock.systemUTC());

    /** What a server does with the connection. */
    private interface Manners {
        void meet(Socket connection) throws IOException;
    }

    private static final class Server implements AutoCloseable {

        private final ServerSocket socket;
        private final AtomicInteger connections = new AtomicInteger();

        Server(Manners manners) throws IOException {
            socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try (Socket connection = socket.accept()) {
                        connections.incrementAndGet();
                        manners.meet(connection);
                    } catch (IOException over) {
                        // The next one, or the end of the test.
                    }
                }
            });
        }

        URI address(String scheme) {
            return URI.create(scheme + "://127.0.0.1:" + socket.getLocalPort() + "/v1/make");
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static void reset(Socket connection) throws IOException {
        connection.setSoLinger(true, 0);
        connection.close();
    }

    /** Head and body of a request. */
    private static void read(Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        StringBuilder seen = new StringBuilder();
        while (seen.indexOf("\r\n\r\nbody") < 0) {
            int one = in.read();
            if (one < 0) {
                return;
            }
            seen.append((char) one);
        }
    }

    private static Manners answers(byte[] answer) {
        return connection -> {
            read(connection);
            connection.getOutputStream().write(answer);
            connection.getOutputStream().flush();
        };
    }

    private static byte[] bytes(String head, byte[] body) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return all.toByteArray();
    }

    private String submit(URI address) {
        return submit(address, AMPLE);
    }

    private String submit(URI address, Duration budget) {
        return http.submit(HttpRequest.newBuilder(address).POST(BodyPublishers.ofString("body")).build(), budget,
                answer -> answer.status() + " " + answer.text());
    }

    private Failure failure(URI address) {
        return failure(address, AMPLE);
    }

    private Failure failure(URI address, Duration budget) {
        return assertThrows(EngineException.class, () -> submit(address, budget)).failure();
    }

    @Test
    void withoutAConnectionNothingWasAskedFor() throws IOException {
        try (var dead = new DeadPort()) {
            assertEquals(Failure.OVERLOADED, failure(dead.address("http")));
            assertEquals(Failure.OVERLOADED, failure(dead.address("https")));
        }
        assertEquals(Failure.OVERLOADED, failure(URI.create("https://no-such-host.invalid/")));
    }

    private enum Handshake implements Manners {
        RESET_AT_ONCE(ProviderHttpTest::reset),
        CLOSED_AT_ONCE(Socket::close),
        RESET_IN_THE_MIDDLE(connection -> {
            connection.getInputStream().read();
            reset(connection);
        }),
        CLOSED_IN_THE_MIDDLE(connection -> {
            connection.getInputStream().readNBytes(5);
            connection.shutdownOutput();
            connection.getInputStream().readAllBytes();
        }),
        ALERT(connection -> {
            connection.getInputStream().readNBytes(5);
            // A fatal alert: handshake failure.
            connection.getOutputStream().write(new byte[] {0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28});
            connection.getInputStream().readAllBytes();
        });

        private final Manners manners;

        Handshake(Manners manners) {
            this.manners = manners;
        }

        @Override
        public void meet(Socket connection) throws IOException {
            manners.meet(connection);
        }
    }

    @ParameterizedTest
    @EnumSource(Handshake.class)
    void beforeTlsStandsNothingWasAskedFor(Handshake handshake) throws IOException {
        try (Server server = new Server(handshake)) {
            assertEquals(Failure.OVERLOADED, failure(server.address("https")));
        }
    }

    private enum Break implements Manners {
        RESET(connection -> {
            read(connection);
            reset(connection);
        }),
        CLOSED(ProviderHttpTest::read),
        RESET_UNREAD(connection -> {
            connection.getInputStream().read();
            reset(connection);
        }),
        SILENT(connection -> {
            read(connection);
            connection.getInputStream().read();
        }),
        GARBAGE(answers(bytes("?!||", new byte[0]))),
        CUT_IN_THE_HEAD(answers(bytes("HTTP/1.1 200 OK|Content-Le", new byte[0]))),
        CUT_IN_THE_BODY(answers(bytes("HTTP/1.1 200 OK|Content-Length: 99||{", new byte[0]))),
        CUT_IN_A_CHUNK(answers(bytes("HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|ab", new byte[0]))),
        CUT_IN_GZIP(answers(bytes("HTTP/1.1 200 OK|Content-Encoding: gzip|Connection: close||", new byte[] {0x1f, (byte) 0x8b, 8})));

        private final Manners manners;

        Break(Manners manners) {
            this.manners = manners;
        }

        @Override
        public void meet(Socket connection) throws IOException {
            manners.meet(connection);
        }
    }

    @ParameterizedTest
    @EnumSource(Break.class)
    void whatBreaksAfterwardsIsUnknownAndNotSentTwice(Break broken) throws IOException {
        try (Server server = new Server(broken)) {
            Duration budget = broken == Break.SILENT ? Duration.ofSeconds(1) : AMPLE;
            assertEquals(Failure.OUTCOME_UNKNOWN, failure(server.address("http"), budget));
            assertEquals(1, server.connections.get());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "HTTP/1.1 100 Continue||", "HTTP/1.1 102 Processing||", "HTTP/1.1 103 Early Hints|Link: </x>||",
        "HTTP/1.1 100 Continue||HTTP/1.1 103 Early Hints|Link: </x>||"})
    void whatIsSaidBeforeTheAnswerIsPassedOver(String before) throws IOException {
        String head = before + "HTTP/1.1 200 OK|Content-Length: " + WORDS.length() + "||";
        try (Server server = new Server(answers(bytes(head, WORDS.getBytes(StandardCharsets.US_ASCII))))) {
            assertEquals("200 " + WORDS, submit(server.address("http")));
        }
    }

    /** Nobody asked for it; without a word about encodings a server may take any. */
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip"})
    void anAnswerThatComesCompressedIsRead(String encoding) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(WORDS.getBytes(StandardCharsets.US_ASCII));
        }
        String head = "HTTP/1.1 201 Created|Content-Encoding: %s|Content-Length: %d||".formatted(encoding, packed.size());
        try (Server server = new Server(answers(bytes(head, packed.toByteArray())))) {
            assertEquals("201 " + WORDS, submit(server.address("http")));
        }
    }

    @Test
    void aServerIsToldThatNothingIsToBeCompressed() throws IOException {
        StringBuilder head = new StringBuilder();
        try (Server server = new Server(connection -> {
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) connection.getInputStream().read());
            }
            reset(connection);
        })) {
            failure(server.address("http"));
        }
        assertTrue(head.toString().contains("Accept-Encoding: identity"), head::toString);
    }

    /** A few kilobytes that unfold into a gigabyte. */
    @Test
    void anAnswerThatUnfoldsWithoutEndIsNotReadToIt() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] nothing = new byte[1 << 20];
            for (int i = 0; i < 110; i++) {
                gzip.write(nothing);
            }
        }
        String head = "HTTP/1.1 200 OK|Content-Encoding: gzip|Content-Length: %d||".formatted(packed.size());
        try (Server server = new Server(answers(bytes(head, packed.toByteArray())))) {
            HttpRequest request = HttpRequest.newBuilder(server.address("http")).POST(BodyPublishers.ofString("body")).build();
            EngineException e = assertThrows(EngineException.class, () -> http.submit(request, AMPLE,
                    answer -> answer.body().transferTo(OutputStream.nullOutputStream())));
            assertEquals(Failure.OUTCOME_UNKNOWN, e.failure());
        }
    }
}
