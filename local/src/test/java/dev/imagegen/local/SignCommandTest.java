package dev.imagegen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignCommandTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1790000000), ZoneOffset.UTC);
    private static final String BODY = "{\"name\":\"größe\"}";

    @TempDir
    private Path dir;

    @Test
    void signsTheBodyWithTimeAndSecretAsTheSenderDoes() throws Exception {
        var signed = sign(event(BODY, false));

        assertEquals("1790000000", signed.at("/headers/x-cld-timestamp").textValue());
        assertEquals(sha1(BODY + "1790000000" + "demo-webhook-secret"), signed.at("/headers/x-cld-signature").textValue());
    }

    @Test
    void signsWhatABase64BodyStandsFor() throws Exception {
        var encoded = Base64.getEncoder().encodeToString(BODY.getBytes(StandardCharsets.UTF_8));

        assertEquals(
                sign(event(BODY, false)).at("/headers/x-cld-signature"),
                sign(event(encoded, true)).at("/headers/x-cld-signature"));
    }

    @Test
    void replacesAnOldSignatureAndKeepsTheRest() throws Exception {
        var signed = sign("""
                {"version": "2.0", "headers": {"x-cld-signature": "old", "x-cld-timestamp": "1", "host": "h"}, "body": "b"}""");

        assertEquals("2.0", signed.get("version").textValue());
        assertEquals("h", signed.at("/headers/host").textValue());
        assertEquals(sha1("b" + "1790000000" + "demo-webhook-secret"), signed.at("/headers/x-cld-signature").textValue());
        assertEquals(3, signed.get("headers").size());
        assertEquals("b", signed.get("body").textValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "[]",
        "{}",
        "{\"headers\": {}}",
        "{\"body\": \"b\"}",
        "{\"headers\": [], \"body\": \"b\"}",
        "{\"headers\": {}, \"body\": null}",
        "{\"headers\": {}, \"body\": 5}",
        "{\"headers\": {}, \"body\": {\"a\": 1}}"
    })
    void refusesWhatIsNoEventOfANotification(String text) {
        var error = assertThrows(UsageException.class, () -> sign(text));

        assertEquals("sign takes the event of a notification: one with headers and a body.", error.getMessage());
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        var missing = dir.resolve("none.json");

        var error = assertThrows(
                UsageException.class, () -> new SignCommand(CLOCK).run(missing, new Printed().stream()));

        assertEquals("There is no event " + missing + ".", error.getMessage());
    }

    private JsonNode sign(String event) throws IOException {
        var out = new Printed();
        new SignCommand(CLOCK).run(Files.writeString(dir.resolve("event.json"), event), out.stream());
        return Json.parse(out.text());
    }

    private static String event(String body, boolean base64) {
        var event = Json.object().put("body", body).put("isBase64Encoded", base64);
        event.putObject("headers");
        return event.toString();
    }

    private static String sha1(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
