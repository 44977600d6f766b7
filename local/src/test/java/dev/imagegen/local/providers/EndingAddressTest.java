package dev.imagegen.local.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.Headers;
import dev.imagegen.testing.MutableClock;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndingAddressTest {

    private final MutableClock clock = new MutableClock();
    private final EndingAddress addresses = new EndingAddress("se", Duration.ofSeconds(600), clock, new Random(1));
    private final URI good = URI.create(addresses.of("/a.png"));

    @ParameterizedTest
    @CsvSource({"0, true", "599, true", "600, false", "601, false"})
    void itIsGoodUntilItsEnd(long seconds, boolean admitted) {
        clock.advance(Duration.ofSeconds(seconds));

        assertEquals(admitted, admits("/a.png", good.getRawQuery()));
    }

    @Test
    void oneThatHasEndedIsNotGood() {
        assertEquals(false, admits("/a.png", URI.create(addresses.ended("/a.png")).getRawQuery()));
    }

    @Test
    void whatIsAlteredIsNotGood() {
        String query = good.getRawQuery();

        assertEquals(false, admits("/b.png", query));
        assertEquals(false, admits("/a.png", query.replace("se=1", "se=2")));
        assertEquals(false, admits("/a.png", query.substring(0, query.length() - 1)));
        assertEquals(false, admits("/a.png", "se=x&sig=y"));
        assertEquals(false, admits("/a.png", null));
    }

    private boolean admits(String path, String query) {
        return addresses.admits(new Call("GET", path, Optional.ofNullable(query), new Headers(), new byte[0],
                URI.create("http://localhost")));
    }
}
