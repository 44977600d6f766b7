package dev.imagegen.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.testing.MutableClock;
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

    private final Secret secret = new Secret(ARN, this::fetch, clock);

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
