package dev.imagegen.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.asset.Moderation;
import dev.imagegen.asset.Moderation.Verdict;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import dev.imagegen.webhook.CloudinaryEvent.Deleted;
import dev.imagegen.webhook.CloudinaryEvent.Derived;
import dev.imagegen.webhook.CloudinaryEvent.Failed;
import dev.imagegen.webhook.CloudinaryEvent.Generated;
import dev.imagegen.webhook.CloudinaryEvent.Moderated;
import dev.imagegen.webhook.CloudinaryEvent.Other;
import dev.imagegen.webhook.CloudinaryEvent.Renamed;
import dev.imagegen.webhook.CloudinaryEvent.Uploaded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

    private static final String ASSET = "4b7c0d1e2f3a495867768594a3b2c1d0";
    private static final String UPLOAD = fixture("upload");
    private static final Instant RECEIVED = Instant.parse("2026-09-22T00:00:00Z");

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
                        List.of(
                                new Moderation("manual", Verdict.PENDING, Instant.ofEpochSecond(1790000000)),
                                new Moderation("aws_rek", Verdict.PENDING, Instant.ofEpochSecond(1790000000)))),
                read(UPLOAD));
    }

    @Test
    void uploadOfSomebodyElseHasNoTask() {
        String foreign = UPLOAD.replace("imagegen_task", "alt");
        assertEquals(Optional.empty(), ((Uploaded) read(foreign)).taskId());
    }

    @ParameterizedTest
    @CsvSource({
        "asset_id, id",
        "secure_url, address",
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
        "https://res, not a url",
        "1790000000, null",
        "1790000000, 9223372036854775807",
    })
    void uploadWithAFieldOfAnotherKindIsNothingForUs(String value, String odd) {
        assertEquals(new Other("upload"), read(UPLOAD.replace(value, odd)));
    }

    @Test
    void deleteNamesEveryAssetThatHasAnIdAndWhenItHappened() {
        assertEquals(
                new Deleted(List.of(ASSET, "5b7c0d1e2f3a495867768594a3b2c1d0"), Instant.parse("2026-09-21T15:00:00Z")),
                read(fixture("delete")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete_by_asset", "delete_of_one"})
    void deleteMayHaveOtherShapes(String name) {
        assertEquals(new Deleted(List.of(ASSET), Instant.parse("2026-09-21T15:00:00Z")), read(fixture(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", \"resources\": []", ", \"resources\": 7", ", \"resources\": [{\"public_id\": \"a\"}, null]"})
    void deleteOfNothingThatHasAnIdIsNothingForUs(String resources) {
        assertEquals(new Other("delete"), read("{\"notification_type\": \"delete\"" + resources + "}"));
    }

    @Test
    void renameSaysFromWhereToWhereAndWhenToTheMicrosecond() {
        assertEquals(
                new Renamed(ASSET, "gen/lamp_01", "catalog/lamp_01", Instant.parse("2026-09-21T14:29:58.123456Z")),
                read(fixture("rename")));
        assertEquals(new Other("rename"), read("{\"notification_type\": \"rename\", \"asset_id\": \"a\"}"));
    }

    @ParameterizedTest
    @CsvSource({
        "triggered_at, 2026-09-21T14:30:00Z",
        "'triggered_at, timestamp', 2026-09-22T00:00:00Z",
    })
    void whatDoesNotSayExactlyWhenItHappenedIsTimedAsWellAsCanBe(String without, Instant expected) {
        String event = fixture("rename");
        for (String field : without.split(", ")) {
            event = event.replace('"' + field + '"', '"' + field + "_not\"");
        }
        assertEquals(expected, ((Renamed) read(event)).at());
    }

    @ParameterizedTest
    @CsvSource({"queued, PENDING", "pending, PENDING", "aborted, PENDING", "approved, APPROVED", "rejected, REJECTED"})
    void moderationSaysItsVerdictAndWhen(String word, Verdict verdict) {
        assertEquals(
                new Moderated(ASSET, new Moderation("manual", verdict, Instant.parse("2026-09-21T14:19:59Z"))),
                read(fixture("moderation").replace("rejected", word)));
    }

    @Test
    void moderationWithAVerdictThatIsNotKnownIsNothingForUs() {
        assertEquals(new Other("moderation"), read(fixture("moderation").replace("rejected", "pondering")));
    }

    @Test
    void eagerNamesWhatCouldNotBeDerived() {
        assertEquals(new Derived(ASSET, List.of("Resource not processed")), read(fixture("eager")));
    }

    @Test
    void errorIsReadForTheLogAndMaySayNothing() {
        assertEquals(new Failed("Invalid image file"), read(fixture("error")));
        assertEquals(new Failed(""), read("{\"notification_type\": \"error\", \"error\": [7]}"));
        assertEquals(201, ((Failed) read(fixture("error").replace("Invalid", "x".repeat(1000)))).message().length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"upload", "rename", "moderation", "eager", "delete_by_asset", "delete_of_one"})
    void idThatNoAssetCanHaveIsNothingForUs(String kind) {
        for (String id : List.of("a".repeat(3_000), "\\u0000", "a b", "ü", "\\u202e" + ASSET)) {
            assertEquals(new Other(kind.split("_")[0]), read(fixture(kind).replace(ASSET, id)));
        }
    }

    @Test
    void deleteNamesTheAssetsWhoseIdsCanBe() {
        assertEquals(new Deleted(List.of("5b7c0d1e2f3a495867768594a3b2c1d0"), Instant.parse("2026-09-21T15:00:00Z")),
                read(fixture("delete").replace(ASSET, "a".repeat(3_000))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"g", "0123456789abcdef-reference-0", "../x", "\\u0000"})
    void taskThatIsNoneOfOursIsNone(String id) {
        String event = UPLOAD.replace("00000000000000000000000000000001", id);
        assertEquals(Optional.empty(), ((Uploaded) read(event)).taskId());
        String huge = UPLOAD.replace("00000000000000000000000000000001", "0".repeat(2_041));
        assertEquals(Optional.empty(), ((Uploaded) read(huge)).taskId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gen/lamp_01", "png"})
    void textThatIsNoneOfAnAssetIsNothingForUs(String text) {
        assertEquals(new Other("upload"), read(UPLOAD.replace('"' + text + '"', '"' + "x".repeat(100_000) + '"')));
    }

    @Test
    void moderationsAreBoundedAsTheTaskThatKeepsThemIs() {
        String many = "{\"kind\": \"%s\", \"status\": \"pending\"}";
        var list = IntStream.range(0, 5_000).mapToObj(i -> many.formatted(i + "k".repeat(1_000))).collect(Collectors.joining(","));
        var event = (Uploaded) read(UPLOAD.replace("\"moderation\": [", "\"moderation\": [" + list + ","));

        assertEquals(20, event.moderations().size());
        assertEquals("0" + "k".repeat(99), event.moderations().getFirst().kind());
    }

    @Test
    void moveChangesNothingThatWeKnow() {
        assertEquals(new Other("move"), read(fixture("move")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"generation", "generation_of_another_name"})
    void whatNamesAGenerationIsOneWhateverItIsCalled(String name) {
        assertEquals(new Generated(), read(fixture(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"eager", "moderation", "create_folder", "resource_metadata_changed", "a type of next year"})
    void otherKindsPass(String type) {
        assertEquals(new Other(type), read("{\"notification_type\": \"" + type + "\", \"resources\": {\"a\": {}}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"upload", "delete", "rename", "moderation"})
    void whatIsHandedOnIsReadAsItWas(String name) {
        var event = (CloudinaryEvent.OfAsset) read(fixture(name));

        assertEquals(event, reader.read(Json.bytes(EventWriter.write(event)), RECEIVED.plusSeconds(1000)));
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
        return reader.read(body.getBytes(UTF_8), RECEIVED);
    }

    /** Composed after the reference: a payload of each kind. */
    private static String fixture(String name) {
        try (var in = EventReaderTest.class.getResourceAsStream(name + ".json")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
