package dev.imagegen.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.webhook.CloudinaryEvent.Deleted;
import dev.imagegen.webhook.CloudinaryEvent.Other;
import dev.imagegen.webhook.CloudinaryEvent.Renamed;
import dev.imagegen.webhook.CloudinaryEvent.Uploaded;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

    private static final String UPLOAD = """
            {
              "notification_type": "upload",
              "timestamp": "2026-09-21T14:13:21+00:00",
              "request_id": "c3d4e5f60718293a4b5c6d7e8f90a1b2",
              "asset_id": "4b7c0d1e2f3a495867768594a3b2c1d0",
              "public_id": "gen/lamp_01",
              "version": 1790000000,
              "width": 1024,
              "height": 768,
              "format": "png",
              "resource_type": "image",
              "created_at": "2026-09-21T14:13:20Z",
              "tags": [],
              "bytes": 1483920,
              "type": "upload",
              "secure_url": "https://res.cloudinary.com/acme-demo/image/upload/v1790000000/gen/lamp_01.png",
              "context": {"custom": {"imagegen_task": "00000000000000000000000000000001"}},
              "notification_context": {"triggered_at": "2026-09-21T14:13:19.902311+00:00"},
              "signature_key": "123456789012345"
            }
            """;

    private final EventReader reader = new EventReader();

    @Test
    void uploadCarriesTheAssetAndItsTask() {
        assertEquals(
                new Uploaded(
                        "4b7c0d1e2f3a495867768594a3b2c1d0",
                        "gen/lamp_01",
                        1790000000,
                        URI.create("https://res.cloudinary.com/acme-demo/image/upload/v1790000000/gen/lamp_01.png"),
                        "png",
                        1024,
                        768,
                        1483920,
                        "upload",
                        Optional.of("00000000000000000000000000000001"),
                        Instant.parse("2026-09-21T14:13:20Z")),
                read(UPLOAD));
    }

    @Test
    void uploadOfSomebodyElseHasNoTask() {
        String foreign = UPLOAD.replace("imagegen_task", "alt");
        assertEquals(Optional.empty(), ((Uploaded) read(foreign)).taskId());
    }

    @Test
    void timeMayHaveAnOffset() {
        String offset = UPLOAD.replace("2026-09-21T14:13:20Z", "2026-09-21T16:13:20+02:00");
        assertEquals(Instant.parse("2026-09-21T14:13:20Z"), ((Uploaded) read(offset)).createdAt());
    }

    @ParameterizedTest
    @CsvSource({
        "asset_id, id",
        "secure_url, url",
        "created_at, time",
        "width, w",
    })
    void uploadWithoutAFieldThatItNeedsIsNothingForUs(String field, String other) {
        assertEquals(new Other("upload"), read(UPLOAD.replace('"' + field + '"', '"' + other + '"')));
    }

    @ParameterizedTest
    @CsvSource({
        "1024, \"1024\"",
        "1024, 10.5",
        "1024, 0",
        "1024, -1",
        "1024, 99999999999",
        "1483920, 99999999999999999999",
        "1483920, null",
        "2026-09-21T14:13:20Z, yesterday",
        "https://res, not a url",
    })
    void uploadWithAFieldOfAnotherKindIsNothingForUs(String value, String odd) {
        assertEquals(new Other("upload"), read(UPLOAD.replace(value, odd)));
    }

    @Test
    void deleteNamesEveryAsset() {
        assertEquals(
                new Deleted(List.of("4b7c0d1e2f3a495867768594a3b2c1d0", "5b7c0d1e2f3a495867768594a3b2c1d0")),
                read("""
                        {"notification_type": "delete", "resources": [
                          {"resource_type": "image", "asset_id": "4b7c0d1e2f3a495867768594a3b2c1d0", "public_id": "a"},
                          {"resource_type": "image", "asset_id": "5b7c0d1e2f3a495867768594a3b2c1d0", "public_id": "b"}
                        ]}"""));
    }

    @Test
    void renameSaysFromWhereToWhere() {
        assertEquals(
                new Renamed("4b7c0d1e2f3a495867768594a3b2c1d0", "gen/lamp_01", "catalog/lamp_01"),
                read("""
                        {"notification_type": "rename", "from_public_id": "gen/lamp_01",
                         "to_public_id": "catalog/lamp_01", "asset_id": "4b7c0d1e2f3a495867768594a3b2c1d0"}"""));
        assertEquals(new Other("rename"), read("{\"notification_type\": \"rename\", \"asset_id\": \"a\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"eager", "moderation", "create_folder", "a type of next year"})
    void otherKindsPass(String type) {
        assertEquals(new Other(type), read("{\"notification_type\": \"" + type + "\"}"));
    }

    @Test
    void objectWithoutATypePasses() {
        assertEquals(new Other(""), read("{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "null", "\"text\"", "{", "{\"a\":}", "<xml/>"})
    void anythingButAnObjectIsInvalid(String body) {
        ImagegenException e = assertThrows(ImagegenException.class, () -> read(body));
        assertEquals(ErrorCode.INVALID_JSON, e.error().code());
        assertFalse(e.error().message().contains("xml"), e.error().message());
    }

    @Test
    void idIsThatOfTheBytes() {
        byte[] body = UPLOAD.getBytes(UTF_8);
        assertEquals(reader.id(body), reader.id(body.clone()));
        assertEquals(64, reader.id(body).length());
        assertNotEquals(reader.id(body), reader.id((UPLOAD + " ").getBytes(UTF_8)));
    }

    private CloudinaryEvent read(String body) {
        return reader.read(body.getBytes(UTF_8));
    }
}
