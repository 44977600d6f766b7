package dev.imagegen.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRequestReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final KeyRequest UNLIMITED = new KeyRequest(
            "shop", OptionalInt.empty(), List.of(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty(),
            Optional.empty(), Optional.empty(), Optional.empty());

    private static KeyRequest read(String body) {
        return KeyRequestReader.read(body.getBytes(UTF_8), NOW);
    }

    private static PublicError refusal(String body) {
        return assertThrows(ImagegenException.class, () -> read(body)).error();
    }

    private static String with(String field) {
        return "{\"name\": \"shop\", " + field + "}";
    }

    @Test
    void everyLimitIsRead() {
        assertEquals(
                new KeyRequest("Größe ✓", OptionalInt.of(500), List.of("flux", "recraft-v4"),
                        Optional.of(Instant.parse("2026-12-31T23:00:00Z")), OptionalInt.of(5), OptionalInt.of(2),
                        Optional.of(List.of("shop/größe", "a.b/")), Optional.of(List.of("resized")), Optional.of(true)),
                read("""
                        {"name": "Größe ✓", "monthly_credits": 500, "models": ["flux", "recraft-v4", "flux"],
                         "expires_at": "2027-01-01T00:00:00+01:00", "requests_per_second": 5, "concurrent_tasks": 2,
                         "public_id_prefixes": ["shop/größe", "a.b/", "a.b/"], "upload_presets": ["resized"], "overwrite": true}"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"name\": \"shop\"}",
        "{\"name\": \"shop\", \"monthly_credits\": null, \"models\": null, \"expires_at\": null, \"requests_per_second\": null, \"concurrent_tasks\": null,"
                + " \"public_id_prefixes\": null, \"upload_presets\": null, \"overwrite\": null}",
    })
    void limitThatIsLeftOutOrNullIsNone(String body) {
        assertEquals(UNLIMITED, read(body));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "monthly_credits": 0                            | monthly_credits
            "monthly_credits": 1000000000                   | monthly_credits
            "requests_per_second": 1                        | requests_per_second
            "requests_per_second": 1000                     | requests_per_second
            "concurrent_tasks": 1                           | concurrent_tasks
            "concurrent_tasks": 1000                        | concurrent_tasks
            "expires_at": "2026-11-22T10:00:00.001Z"        | expires_at
            "expires_at": "9999-12-31T23:59:59.999999999Z"  | expires_at
            """)
    void boundsAreWithin(String field, String name) {
        assertEquals("shop", read(with(field)).name(), name);
    }

    @Test
    void noPrefixesAndAnyPrefixAreSaid() {
        assertEquals(Optional.of(List.of()), read(with("\"public_id_prefixes\": []")).publicIdPrefixes());
        assertEquals(Optional.of(List.of("*")), read(with("\"public_id_prefixes\": [\"*\"]")).publicIdPrefixes());
        assertEquals(Optional.of(List.of("*")), read(with("\"upload_presets\": [\"*\"]")).uploadPresets());
        assertEquals(Optional.of(false), read(with("\"overwrite\": false")).overwrite());
        assertEquals(20, read(with("\"public_id_prefixes\": [%s]".formatted(
                IntStream.range(0, 20).mapToObj(i -> "\"%s%02d\"".formatted("p".repeat(198), i)).collect(Collectors.joining(",")))))
                .publicIdPrefixes().orElseThrow().size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "public_id_prefixes": "shop/"           | public_id_prefixes    | 'public_id_prefixes' must be a list of 0 to 20 texts, or ["*"] for any.
            "public_id_prefixes": {}                | public_id_prefixes    | 'public_id_prefixes' must be a list of 0 to 20 texts, or ["*"] for any.
            "public_id_prefixes": [""]              | public_id_prefixes[0] | 'public_id_prefixes[0]' must be a string of 1 to 200 characters.
            "public_id_prefixes": ["a", 7]          | public_id_prefixes[1] | 'public_id_prefixes[1]' must be a string of 1 to 200 characters.
            "public_id_prefixes": [null]            | public_id_prefixes[0] | 'public_id_prefixes[0]' must be a string of 1 to 200 characters.
            "public_id_prefixes": ["shop/*"]        | public_id_prefixes[0] | 'public_id_prefixes[0]' is what public ids begin with, without a *. Only ["*"] means any.
            "public_id_prefixes": ["imagegen/"]     | public_id_prefixes[0] | 'public_id_prefixes[0]' must not be imagegen/: there lie the images of all keys that name no public id.
            "public_id_prefixes": ["imagegen"]      | public_id_prefixes[0] | 'public_id_prefixes[0]' must not be imagegen/: there lie the images of all keys that name no public id.
            "public_id_prefixes": ["imagegen/019a"] | public_id_prefixes[0] | 'public_id_prefixes[0]' must not be imagegen/: there lie the images of all keys that name no public id.
            "public_id_prefixes": ["a/../b"]        | public_id_prefixes[0] | 'public_id_prefixes[0]' must not hold the parts . or .. between slashes.
            "public_id_prefixes": ["a/\\u202eb"]    | public_id_prefixes[0] | 'public_id_prefixes[0]' must not hold U+202E, which is not seen or changes how the rest is read.
            "public_id_prefixes": ["a//"]           | public_id_prefixes[0] | 'public_id_prefixes[0]' must not hold any of ? & # \\ % < > +, begin or end with a slash or a space, or hold two slashes in a row.
            "public_id_prefixes": ["/"]             | public_id_prefixes[0] | 'public_id_prefixes[0]' must not hold any of ? & # \\ % < > +, begin or end with a slash or a space, or hold two slashes in a row.
            "upload_presets": ["a?b"]               | upload_presets[0]     | 'upload_presets[0]' must not hold any of ? & # \\ % < > +, begin or end with a slash or a space, or hold two slashes in a row.
            "upload_presets": true                  | upload_presets        | 'upload_presets' must be a list of 0 to 20 texts, or ["*"] for any.
            "overwrite": "yes"                      | overwrite             | 'overwrite' must be true or false.
            "overwrite": 1                          | overwrite             | 'overwrite' must be true or false.
            """)
    void wrongRightToAssetsIsRefused(String body, String field, String message) {
        PublicError error = refusal(with(body));
        assertEquals(ErrorCode.INVALID_REQUEST, error.code());
        assertEquals(message, error.message());
        assertEquals(field, error.details().get("field"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                 | name                | 'name' is required.
            {"name": ""}                       | name                | 'name' must be a string of 1 to 100 characters, not of 0.
            {"name": null}                     | name                | 'name' is required.
            {"name": 7}                        | name                | 'name' must be a string of 1 to 100 characters.
            {"name": "  "}                     | name                | 'name' must be one line of text, and not blank.
            {"name": "a\\nb"}                  | name                | 'name' must be one line of text, and not blank.
            {"name": "a\\u0000"}               | name                | 'name' must be one line of text, and not blank.
            {"name": "a\\u202eb"}              | name                | 'name' must be one line of text, and not blank.
            {"name": "\\ud800"}                | name                | 'name' is no Unicode text: it holds half of a surrogate pair.
            """)
    void wrongNameIsRefused(String body, String field, String message) {
        Refusals.assertInvalid(field, message, refusal(body));
    }

    @Test
    void nameIsCountedInCharactersAsPeopleSeeThem() {
        assertEquals("😀".repeat(100), read("{\"name\": \"" + "😀".repeat(100) + "\"}").name());
        Refusals.assertInvalid("name", "'name' must be a string of 1 to 100 characters, not of 101.",
                refusal("{\"name\": \"" + "x".repeat(101) + "\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            monthly_credits     | 0 to 1000000000 | -1
            monthly_credits     | 0 to 1000000000 | 1000000001
            monthly_credits     | 0 to 1000000000 | 1.5
            monthly_credits     | 0 to 1000000000 | "5"
            requests_per_second | 1 to 1000       | 0
            requests_per_second | 1 to 1000       | 1001
            requests_per_second | 1 to 1000       | true
            requests_per_second | 1 to 1000       | 99999999999999999999
            concurrent_tasks    | 1 to 1000       | 0
            concurrent_tasks    | 1 to 1000       | 1001
            concurrent_tasks    | 1 to 1000       | []
            """)
    void wrongNumberIsRefused(String field, String bounds, String value) {
        Refusals.assertInvalid(field, "'%s' must be an integer from %s.".formatted(field, bounds),
                refusal(with("\"" + field + "\": " + value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "\"flux\"", "7"})
    void modelsThatAreNoListAreRefused(String models) {
        Refusals.assertInvalid("models",
                "'models' must be a list of 1 to 50 families or ids of models, for example [\"flux\", \"recraft-v4\"]. Leave it out to allow all.",
                refusal(with("\"models\": " + models)));
    }

    @Test
    void listOfModelsHasAnEnd() {
        String many = Collections.nCopies(51, "\"flux\"").stream().collect(Collectors.joining(","));
        assertEquals("models", refusal(with("\"models\": [" + many + "]")).details().get("field"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "null", "\"\"", "{\"id\": \"flux-2-pro\"}"})
    void modelThatIsNoNameIsRefusedByItsPlace(String model) {
        Refusals.assertInvalid("models[1]", "'models[1]' must be a family or the id of a model.",
                refusal(with("\"models\": [\"flux\", " + model + "]")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "tomorrow", "2027-01-01", "2027-01-01T00:00:00", "2027-13-01T00:00:00Z", "2027-02-30T00:00:00Z", "1800000000",
        "+12027-01-01T00:00:00Z", "2027-01-01T00:00:00+25:00", "2027-01-01 00:00:00Z", "9999-12-31T23:59:59-00:01",
    })
    void timeWithoutAnOffsetOrThatIsNoneIsRefused(String time) {
        Refusals.assertInvalid("expires_at",
                "'expires_at' must be a time with its offset, for example 2030-01-31T18:00:00Z or 2030-01-31T18:00:00+01:00.",
                refusal(with("\"expires_at\": \"" + time + "\"")));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:00:00Z, 2026-11-22T10:00:00Z", "2026-11-22T10:30:00+01:00, 2026-11-22T09:30:00Z",
        "-0001-01-01T00:00:00Z, -0001-01-01T00:00:00Z",
    })
    void timeThatIsOverIsRefused(String time, String read) {
        Refusals.assertInvalid("expires_at", "'expires_at' must be in the future, not " + read + ".",
                refusal(with("\"expires_at\": \"" + time + "\"")));
    }

    @Test
    void fieldThatIsNotKnownIsRefused() {
        List<String> known = List.of("concurrent_tasks", "expires_at", "models", "monthly_credits", "name", "overwrite",
                "public_id_prefixes", "requests_per_second", "upload_presets");
        Refusals.assertInvalid("root", "'root' is not known here. Allowed: " + String.join(", ", known) + ".", known,
                refusal(with("\"root\": true")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "null", "\"name\"", ""})
    void bodyThatIsNoObjectIsRefused(String body) {
        assertEquals(
                new PublicError(ErrorCode.INVALID_JSON,
                        "The body must be a JSON object, for example {\"name\": \"web shop\", \"monthly_credits\": 500}."),
                refusal(body));
    }
}
