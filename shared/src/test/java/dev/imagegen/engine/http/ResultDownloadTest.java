package dev.imagegen.engine.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.testing.HttpStub;
import dev.imagegen.testing.HttpStub.Reply;
import dev.imagegen.testing.Png;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultDownloadTest {

    private static final byte[] IMAGE = Png.of(8, 8);

    private static byte[] image(HttpStub stub, String path) {
        var settings = new ProviderSettings(stub.address(), () -> "key", List.of("provider.example"), 1, true);
        var download = new ResultDownload(new ProviderHttp(Clock.systemUTC()), settings);
        return download.image(download.address(stub.address() + path));
    }

    @Test
    void redirectsAreFollowedOnTheProvidersHosts() throws IOException {
        try (HttpStub stub = new HttpStub(call -> switch (call.path()) {
            case "/a" -> new Reply(302, new byte[0]).with("Location", "/b?x=1");
            case "/b" -> new Reply(307, new byte[0]).with("Location", "c");
            default -> new Reply(200, IMAGE);
        })) {
            assertArrayEquals(IMAGE, image(stub, "/a"));
            assertEquals(3, stub.calls().size());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://10.0.0.1/a, NO_IMAGE", "//169.254.169.254/a, NO_IMAGE", "ftp://example.com/a, OVERLOADED", "/a, OVERLOADED", "not an address, OVERLOADED",
    })
    void redirectsToAnywhereElseAndCirclesAreNot(String location, Failure failure) throws IOException {
        try (HttpStub stub = new HttpStub(_ -> new Reply(302, new byte[0]).with("Location", location))) {
            assertEquals(failure, assertThrows(EngineException.class, () -> image(stub, "/a")).failure());
        }
    }

    @Test
    void whatIsLongerThanAnyImageIsNotCutInSilence() throws IOException {
        byte[] long80 = new byte[(80 << 20) + 1];
        System.arraycopy(IMAGE, 0, long80, 0, IMAGE.length);
        try (HttpStub stub = new HttpStub(_ -> new Reply(200, long80))) {
            assertEquals(Failure.NO_IMAGE, assertThrows(EngineException.class, () -> image(stub, "/a")).failure());
        }
    }
}
