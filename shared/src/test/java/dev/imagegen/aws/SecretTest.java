package dev.imagegen.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.Json;
import dev.imagegen.log.Log;
import dev.imagegen.testing.MutableClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretTest {

    private static final String ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:cloudinary";

    private final MutableClock clock = new MutableClock();
    private final List<String> asked = new ArrayList<>();
    private String stored = "first";

    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final Secret secret =
            new Secret(ARN, this::fetch, clock, new Log(new PrintStream(logged, true, UTF_8), clock));

    private String fetch(String arn) {
        asked.add(arn);
        if (stored == null) {
            throw new IllegalStateException("The store is down");
        }
        return stored;
    }

    @Test
    void secretIsNotFetchedBeforeItIsNeeded() {
        assertEquals(List.of(), asked);
        assertEquals("first", secret.get());
        assertEquals(List.of(ARN), asked);
    }

    @Test
    void secretIsKeptForFiveMinutes() {
        secret.get();
        stored = "second";
        clock.advance(Duration.ofMinutes(5));
        assertEquals("first", secret.get());
        assertEquals(1, asked.size());
    }

    @Test
    void rotatedSecretIsNoticedAfterFiveMinutes() {
        secret.get();
        stored = "second";
        clock.advance(Duration.ofMinutes(5).plusMillis(1));
        assertEquals("second", secret.get());
        clock.advance(Duration.ofMinutes(5));
        assertEquals("second", secret.get());
        assertEquals(2, asked.size());
    }

    @Test
    void storeThatFailsIsAskedAgainAtTheNextNeed() {
        stored = null;
        assertThrows(IllegalStateException.class, secret::get);
        stored = "first";
        assertEquals("first", secret.get());
        assertEquals(2, asked.size());
    }

    @Test
    void lastSecretIsUsedForUpToAnHourWhileTheStoreFails() {
        secret.get();
        stored = null;
        for (int minute = 10; minute <= 60; minute += 10) {
            clock.advance(Duration.ofMinutes(10));
            assertEquals("first", secret.get(), minute + " minutes");
        }

        clock.advance(Duration.ofMillis(1));

        assertEquals("The store is down", assertThrows(IllegalStateException.class, secret::get).getMessage());
        clock.advance(Duration.ofDays(1));
        assertThrows(IllegalStateException.class, secret::get);
    }

    @Test
    void storeThatFailsIsAskedAgainEveryHalfMinuteWhileThereIsASecretToGoOnWith() {
        secret.get();
        stored = null;
        clock.advance(Duration.ofMinutes(6));
        secret.get();
        secret.get();
        clock.advance(Duration.ofSeconds(30));
        secret.get();
        assertEquals(2, asked.size());
        clock.advance(Duration.ofMillis(1));
        secret.get();
        assertEquals(3, asked.size());
    }

    @Test
    void storeThatFailedJustBeforeTheHourIsAskedAgainAtItsEnd() {
        secret.get();
        stored = null;
        clock.advance(Duration.ofMinutes(60).minusSeconds(1));
        assertEquals("first", secret.get());
        clock.advance(Duration.ofSeconds(1).plusMillis(1));
        assertThrows(IllegalStateException.class, secret::get);
    }

    @Test
    void storeThatRecoversGivesItsSecretForFiveMinutesAgain() {
        secret.get();
        stored = null;
        clock.advance(Duration.ofMinutes(30));
        assertEquals("first", secret.get());
        stored = "second";
        clock.advance(Duration.ofMinutes(1));
        assertEquals("second", secret.get());
        stored = null;
        clock.advance(Duration.ofMinutes(60));
        assertEquals("second", secret.get());
        stored = "third";
        clock.advance(Duration.ofMinutes(1));
        assertEquals("third", secret.get());
    }

    @Test
    void failureOfTheStoreIsLoggedWithoutTheSecret() {
        secret.get();
        assertEquals("", logged.toString(UTF_8));
        stored = null;
        clock.advance(Duration.ofMinutes(6));
        secret.get();

        var line = Json.parse(logged.toString(UTF_8));
        assertEquals("WARN secret_not_fetched", line.get("level").textValue() + " " + line.get("event").textValue());
        assertTrue(line.get("cause").textValue().contains("The store is down"), line.toString());
        assertFalse(line.toString().contains("first"), line.toString());
    }

    @ParameterizedTest
    @CsvSource({"plain:demo-secret, demo-secret", "plain:a:b, a:b", "'plain: spaced ', spaced", "plain:, ''"})
    void plainSecretIsItsOwnTextAndNoStoreIsAsked(String source, String value) {
        assertEquals(value, new Secret(source, this::fetch, clock).get());
        assertEquals(List.of(), asked);
    }

    @Test
    void secretsThatAreRotatedStandOneALine() {
        stored = " first \r\n\n second\n";
        assertEquals(List.of("first", "second"), secret.lines());
    }

    @Test
    void secretIsNoPartOfItsText() {
        secret.get();
        assertEquals("Secret[…]", secret.toString());
    }
}
