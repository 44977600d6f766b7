package dev.imagegen.net;

import static dev.imagegen.net.TlsServer.ascii;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetcherTest {

    private static final Predicate<InetAddress> ALL = _ -> true;
    private static final FetchBounds SMALL =
            new FetchBounds(1000, Duration.ofMinutes(2), Duration.ofMinutes(2), Duration.ofMinutes(5));

    @TempDir
    private static Path directory;

    private static Path keystore;

    @BeforeAll
    static void makeCertificate() throws Exception {
        keystore = TlsServer.keystore(directory);
    }

    @Test
    void bytesOfAnAllowedServerAreReturned() throws Exception {
        try (var server = new TlsServer(
                keystore, out -> out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ncat")))) {
            assertArrayEquals(ascii("cat"), fetcher(server, ALL).get(server.url("localhost", "/a?b=c#d")));
            assertTrue(server.head().startsWith("GET /a?b=c HTTP/1.1\r\n"), server.head());
            assertTrue(server.head().contains("Connection: close"), server.head());
            assertFalse(server.head().contains("Cookie"), server.head());
        }
    }

    @Test
    void everyConnectionIsCheckedWithTheAddressThatItGoesTo() throws Exception {
        List<InetAddress> asked = new ArrayList<>();
        try (var server = new TlsServer(
                keystore, out -> out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")))) {
            fetcher(server, asked::add).get(server.url("localhost", "/"));
        }
        // The first question is the one about the text of the URL, the second the one of the socket.
        assertEquals(2, asked.size());
        assertTrue(asked.get(1).isLoopbackAddress());
        assertEquals("localhost", asked.get(1).getHostName());
    }

    @Test
    void nameThatTurnsPrivateAfterTheFirstCheckIsNotConnectedTo() throws Exception {
        AtomicLong asked = new AtomicLong();
        try (var server = new TlsServer(keystore, out -> out.write(ascii("HTTP/1.1 200 OK\r\n\r\n")))) {
            ImagegenException e = refused(
                    fetcher(server, _ -> asked.incrementAndGet() == 1), server.url("localhost", "/"));
            assertEquals(2, asked.get());
            assertEquals(0, server.connections());
            assertTrue(e.error().message().contains("no public address"), e.error().message());
            assertFalse(e.error().message().contains("127.0.0.1"), e.error().message());
        }
    }

    /** Here 127.0.0.1 stands for a public address, and 127.0.0.2 for a private one. */
    private static boolean isFirst(InetAddress address) {
        return address.getAddress()[3] == 1;
    }

    @Test
    void nameIsLookedUpOncePerFetchSoThatTheCheckedAddressIsTheOneConnectedTo() throws Exception {
        try (var server = new TlsServer(
                keystore, out -> out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ncat")))) {
            var fetcher = fetcher(server, FetcherTest::isFirst);
            URI turning = server.url("7f000001-7f000002.turn.test", "/");

            // With a second look-up between check and connection this one would go to the private address, or fail.
            assertArrayEquals(ascii("cat"), fetcher.get(turning));
            assertTrue(refused(fetcher, turning).error().message().contains("no public address"));
            assertEquals(1, server.connections());
        }
    }

    @Test
    void nameThatTurnsPublicAfterItsCheckIsNotAskedForAgain() throws Exception {
        try (var server = new TlsServer(keystore, out -> out.write(ascii("HTTP/1.1 200 OK\r\n\r\n")))) {
            var refusal = refused(
                    fetcher(server, FetcherTest::isFirst), server.url("7f000002-7f000001.turn.test", "/"));

            assertTrue(refusal.error().message().contains("no public address"), refusal.error().message());
            assertEquals(0, server.connections());
        }
    }

    @Test
    void nameWithAPublicAndAPrivateAddressIsNeverConnectedToAtThePrivateOne() throws Exception {
        List<InetAddress> asked = new ArrayList<>();
        Predicate<InetAddress> first = address -> {
            asked.add(address);
            return isFirst(address);
        };
        try (var server = new TlsServer(keystore, out -> out.write(ascii("HTTP/1.1 200 OK\r\n\r\n")))) {
            fetcher(server, first).get(server.url("7f000001-7f000002.all.test", "/"));
            refused(fetcher(server, first), server.url("7f000002-7f000001.all.test", "/"));

            assertEquals(1, server.connections());
        }
        assertEquals(List.of("127.0.0.1", "127.0.0.2"), asked.stream().map(InetAddress::getHostAddress).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost/", "https://localhost/", "https://7f000002.all.test/", "//localhost/", "/", ""})
    void noTargetOfARedirectIsAskedNotEvenTheSameServer(String location) throws Exception {
        try (var server = new TlsServer(keystore, out -> out.write(ascii(
                "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 3\r\n\r\ncat")))) {
            ImagegenException e = refused(fetcher(server, ALL), server.url("localhost", "/"));

            assertTrue(e.error().message().contains("it redirects (302)"), e.error().message());
            assertEquals(1, server.connections());
        }
    }

    @Test
    void productionRulesKnowNoWayToThisMachine() throws Exception {
        URI local = URI.create("https://localhost/");
        ImagegenException e =
                assertThrows(ImagegenException.class, () -> Fetcher.ofPublicInternet().get(local));
        assertEquals(ErrorCode.INVALID_REQUEST, e.error().code());
    }

    @Test
    void failedHandshakeDoesNotOpenAnUnguardedConnection() throws Exception {
        try (var server = new TlsServer(keystore, _ -> {})) {
            var stranger = new Fetcher(
                    new UrlRules(server.port(), ALL),
                    (SSLSocketFactory) SSLSocketFactory.getDefault(),
                    SMALL,
                    System::nanoTime);
            ImagegenException e = refused(stranger, server.url("localhost", "/"));
            assertTrue(e.error().message().contains("certificate"), e.error().message());
            assertEquals(1, server.connections());
        }
    }

    @Test
    void certificateOfAnotherHostIsRefused() throws Exception {
        try (var server = new TlsServer(keystore, out -> out.write(ascii("HTTP/1.1 200 OK\r\n\r\n")))) {
            ImagegenException e = refused(fetcher(server, ALL), server.url("127.0.0.1", "/"));
            assertTrue(e.error().message().contains("certificate"), e.error().message());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectIsNotFollowed(int status) throws Exception {
        try (var server = new TlsServer(
                keystore,
                out -> out.write(ascii("HTTP/1.1 " + status
                        + " Moved\r\nLocation: https://169.254.169.254/\r\nContent-Length: 0\r\n\r\n")))) {
            ImagegenException e = refused(fetcher(server, ALL), server.url("localhost", "/"));
            assertEquals(1, server.connections());
            assertTrue(e.error().message().contains("final URL"), e.error().message());
            assertFalse(e.error().message().contains("169.254"), e.error().message());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 206, 401, 404, 407, 500})
    void otherStatusIsNamed(int status) throws Exception {
        try (var server = new TlsServer(
                keystore, out -> out.write(ascii("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n")))) {
            ImagegenException e = refused(fetcher(server, ALL), server.url("localhost", "/"));
            assertTrue(e.error().message().contains("status " + status), e.error().message());
        }
    }

    @Test
    void bodyOfExactlyTheLimitPassesAndOneByteMoreDoesNot() throws Exception {
        try (var server = new TlsServer(
                keystore, out -> out.write(ascii("HTTP/1.1 200 OK\r\n\r\n" + "a".repeat(1000))))) {
            assertEquals(1000, fetcher(server, ALL).get(server.url("localhost", "/")).length);
        }
        try (var server = new TlsServer(
                keystore, out -> out.write(ascii("HTTP/1.1 200 OK\r\n\r\n" + "a".repeat(1001))))) {
            ImagegenException e = refused(fetcher(server, ALL), server.url("localhost", "/"));
            assertTrue(e.error().message().contains("larger"), e.error().message());
        }
    }

    @Test
    void announcedSizeAboveTheLimitIsRefusedBeforeItIsRead() throws Exception {
        try (var server = new TlsServer(
                keystore, out -> out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n")))) {
            ImagegenException e = refused(fetcher(server, ALL), server.url("localhost", "/"));
            assertTrue(e.error().message().contains("larger"), e.error().message());
        }
    }

    @Test
    void bodyThatIsCutIsRefused() throws Exception {
        try (var server = new TlsServer(
                keystore, out -> out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ncat")))) {
            ImagegenException e = refused(fetcher(server, ALL), server.url("localhost", "/"));
            assertTrue(e.error().message().contains("connection failed"), e.error().message());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nX-Drip: ", "HTTP/1.1 200 OK\r\n\r\n"})
    void answerThatDripsIsGivenUpAtTheDeadline(String start) throws Exception {
        AtomicLong now = new AtomicLong();
        try (var server = new TlsServer(keystore, out -> {
            out.write(ascii(start));
            while (true) {
                out.write('a');
                out.flush();
            }
        })) {
            var patient = new FetchBounds(
                    100_000_000, Duration.ofMinutes(2), Duration.ofMinutes(2), Duration.ofSeconds(60));
            var fetcher = new Fetcher(
                    new UrlRules(server.port(), ALL),
                    server.trusting(),
                    patient,
                    () -> now.addAndGet(Duration.ofMillis(100).toNanos()));
            ImagegenException e = refused(fetcher, server.url("localhost", "/"));
            assertTrue(e.error().message().contains("in time"), e.error().message());
        }
    }

    @Test
    void silentServerIsGivenUpAfterTheReadTimeout() throws Exception {
        try (var server = new TlsServer(keystore, _ -> LockSupport.park())) {
            var impatient =
                    new FetchBounds(1000, Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofSeconds(20));
            var fetcher =
                    new Fetcher(new UrlRules(server.port(), ALL), server.trusting(), impatient, System::nanoTime);
            ImagegenException e = refused(fetcher, server.url("localhost", "/"));
            assertTrue(e.error().message().contains("in time"), e.error().message());
        }
    }

    @Test
    void hostThatDoesNotExistIsNamed() {
        ImagegenException e = refused(Fetcher.ofPublicInternet(), URI.create("https://no-such-name.invalid/"));
        assertTrue(e.error().message().contains("no-such-name.invalid"), e.error().message());
    }

    @Test
    void factoryMakesNoConnectedSocketOfItsOwn() {
        var factory = new GuardedSocketFactory((SSLSocketFactory) SSLSocketFactory.getDefault(), () -> null);
        InetAddress here = InetAddress.getLoopbackAddress();
        assertThrows(IOException.class, () -> factory.createSocket("localhost", 443));
        assertThrows(IOException.class, () -> factory.createSocket("localhost", 443, here, 0));
        assertThrows(IOException.class, () -> factory.createSocket(here, 443));
        assertThrows(IOException.class, () -> factory.createSocket(here, 443, here, 0));
        assertThrows(
                IOException.class, () -> factory.createSocket(new Socket(), "localhost", 443, true));
    }

    private static Fetcher fetcher(TlsServer server, Predicate<InetAddress> allowed) {
        return new Fetcher(new UrlRules(server.port(), allowed), server.trusting(), SMALL, System::nanoTime);
    }

    private static ImagegenException refused(Fetcher fetcher, URI url) {
        ImagegenException e = assertThrows(ImagegenException.class, () -> fetcher.get(url));
        assertEquals(ErrorCode.REFERENCE_UNUSABLE, e.error().code());
        return e;
    }
}
