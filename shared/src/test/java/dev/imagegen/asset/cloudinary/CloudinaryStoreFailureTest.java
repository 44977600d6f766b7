package dev.imagegen.asset.cloudinary;

import static dev.imagegen.asset.cloudinary.HostileCloudinary.ASSET;
import static dev.imagegen.asset.cloudinary.HostileCloudinary.STORED;
import static dev.imagegen.asset.cloudinary.HostileCloudinary.upload;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.asset.StoreException;
import dev.imagegen.asset.Upload;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads that fail: which are tried again, which may be later, and what their refusal says. */
class CloudinaryStoreFailureTest {

    private HostileCloudinary server;

    @BeforeEach
    void start() throws IOException {
        server = new HostileCloudinary();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 420, 429, 500, 502, 503, 504})
    void passingStatusIsTriedAgain(int status) {
        server.then(status, "").then(status, "").then(200, STORED);
        assertEquals(ASSET, server.stored(Target.DEFAULT).assetId());
        assertEquals(List.of(Duration.ofMillis(500), Duration.ofSeconds(2)), server.pauses());
    }

    @Test
    void threeTriesAreEnough() {
        server.then(503, "").then(503, "").then(503, "").then(200, STORED);
        StoreException e = server.refused(Target.DEFAULT);
        assertTrue(e.passing());
        assertEquals(3, server.asked().size());
    }

    @ParameterizedTest
    @CsvSource({"3, 3000", "10, 10000", "3600, 10000", "soon, 500", "-1, 500"})
    void retryAfterIsHonouredUpToTenSeconds(String asked, long milliseconds) {
        server.then(exchange -> {
                    exchange.getResponseHeaders().add("Retry-After", asked);
                    HostileCloudinary.send(exchange, 429, new byte[0]);
                })
                .then(200, STORED);
        server.stored(Target.DEFAULT);
        assertEquals(List.of(Duration.ofMillis(milliseconds)), server.pauses());
    }

    @Test
    void answerThatIsCutIsTriedAgain() {
        server.then(exchange -> {
                    exchange.sendResponseHeaders(200, STORED.length());
                    exchange.getResponseBody().write(STORED.substring(0, 40).getBytes(UTF_8));
                    exchange.getResponseBody().flush();
                })
                .then(200, STORED);
        assertEquals(ASSET, server.stored(Target.DEFAULT).assetId());
        assertEquals(1, server.pauses().size());
    }

    @Test
    void answerThatStopsInTheMiddleIsGivenUpAfterTheTimeout() {
        server.then(exchange -> {
            exchange.sendResponseHeaders(200, STORED.length());
            exchange.getResponseBody().flush();
            LockSupport.park();
        });
        server.then(200, STORED);
        assertEquals(ASSET, server.store(Duration.ofSeconds(5)).store(upload(Target.DEFAULT)).assetId());
    }

    @Test
    void hugeAnswerIsNotRead() {
        for (int i = 0; i < 3; i++) {
            server.then(200, " ".repeat(1_000_001) + STORED);
        }
        assertTrue(server.refused(Target.DEFAULT).passing());
    }

    @Test
    void storeThatIsNotThereIsPassing() {
        server.close();
        StoreException e = server.refused(Target.DEFAULT);
        assertTrue(e.passing());
        assertEquals(2, server.pauses().size());
        assertTrue(e.error().message().contains("could not be reached"), e.error().message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "", "[]", "null", "{\"asset_id\":"})
    void garbageIsPassing(String body) {
        server.then(200, body);
        assertTrue(server.refused(Target.DEFAULT).passing());
    }

    @ParameterizedTest
    @CsvSource({
        "asset_id, id",
        "public_id, id",
        "version, v",
        "width, w",
        "height, h",
        "format, f",
        "bytes, b",
        "secure_url, url",
        "64, 0",
        "1234, many",
        "1234, 1e400",
        "1790000001, 9223372036854775807",
    })
    void answerWithoutAFieldIsRefusedForGood(String text, String other) {
        server.then(200, STORED.replace(text, other).replace("many", "\"many\""));
        assertFalse(server.refused(Target.DEFAULT).passing());
    }

    @Test
    void answerOfAPresetThatConvertsSaysSo() {
        server.then(200, STORED.replace("\"jpg\"", "\"avif\""));
        assertTrue(server.refused(Target.DEFAULT).error().message().contains("preset"));
    }

    @Test
    void refusalOfWhatTheCallerNamedSaysWhatToCheck() {
        server.then(400, "{\"error\":{\"message\":\"Upload preset not found\"}}");
        StoreException e = server.refused(new Target.Managed(Optional.empty(), Optional.of("nowhere")));
        assertFalse(e.passing());
        assertEquals(ErrorCode.TARGET_REFUSED, e.error().code());
        assertEquals(
                "Cloudinary refused the call (status 400): Upload preset not found."
                        + " Check target.public_id and target.upload_preset.",
                e.error().message());
    }

    @Test
    void refusalOfAnUploadOfOursGivesNoAdvice() {
        server.then(400, "{\"error\":{\"message\":\"Invalid image file\"}}");
        assertEquals(
                "Cloudinary refused the call (status 400): Invalid image file.",
                server.refused(Target.DEFAULT).error().message());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401})
    void signatureNeverReachesAMessage(int status) {
        String signature = "9c2d069cfe052803bceaad3ac532b6d46455846d";
        server.then(
                status,
                "{\"error\":{\"message\":\"Invalid Signature " + signature
                        + ". String to sign - 'public_id=a&timestamp=1790000000'.\"}}");
        StoreException e = server.refused(Target.DEFAULT);
        assertFalse(e.passing());
        assertFalse(e.getMessage().contains(signature), e.getMessage());
        assertFalse(e.getMessage().contains("timestamp="), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"400, false", "401, true", "403, true", "404, false", "413, false", "415, false", "422, false", "302, false"})
    void credentialsAreTheOperatorsToMend(int status, boolean operators) {
        server.then(status, "{}");
        StoreException e = server.refused(Target.DEFAULT);
        assertEquals(operators, e.operators());
        assertFalse(e.passing());
    }

    @Test
    void anySuccessWithAnAssetInItIsOne() {
        server.then(201, STORED);
        assertEquals(ASSET, server.stored(Target.DEFAULT).assetId());
    }

    @Test
    void secretThatCanNotBeHadJustNowIsPassing() {
        CloudinaryStore store = server.store(() -> {
            throw new IllegalStateException("The store of secrets does not answer");
        });
        StoreException e = assertThrows(StoreException.class, () -> store.store(upload(Target.DEFAULT)));
        assertTrue(e.passing());
        assertEquals("The store's API secret could not be fetched.", e.error().message());
        assertTrue(assertThrows(StoreException.class, () -> store.fetch(ASSET)).passing());
        assertEquals(0, server.asked().size());
    }

    @Test
    void longAndOddMessageIsCutAndCleaned() {
        server.then(400, "{\"error\":{\"message\":\"a\\r\\nb" + "x".repeat(500) + "\"}}");
        String message = server.refused(Target.DEFAULT).error().message();
        assertTrue(message.contains("a bx"), message);
        assertTrue(message.length() < 300, message);
    }
}
