package dev.imagegen.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Reads the body that makes a client key. It is closed; a limit that is left out or null is none. */
public final class KeyRequestReader {

    private static final int MAX_NAME = 100;
    private static final int MAX_CREDITS = 1_000_000_000;
    private static final int MAX_MODELS = 50;
    private static final int MAX_MODEL_NAME = 255;
    private static final int MAX_RATE = 1000;
    private static final int MAX_TASKS = 1000;
    private static final int MAX_TIME = 40;
    private static final Instant END_OF_YEARS = Instant.parse("+10000-01-01T00:00:00Z");
    private static final Pattern NOT_OF_A_LINE = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");
    private static final String PREFIXES = "public_id_prefixes";
    private static final String PRESETS = "upload_presets";
    private static final String OVERWRITE = "overwrite";
    private static final int MAX_WORDS = 20;
    private static final int MAX_WORD = 200;
    private static final Set<String> FIELDS =
            Set.of("name", "monthly_credits", "models", "expires_at", "requests_per_second", "concurrent_tasks",
                    PREFIXES, PRESETS, OVERWRITE);

    private KeyRequestReader() {}

    /** @throws ImagegenException a 400 that says what to write instead */
    public static KeyRequest read(byte[] utf8, Instant now) {
        if (!(Json.parseForeign(utf8) instanceof ObjectNode node)) {
            throw new ImagegenException(ErrorCode.INVALID_JSON,
                    "The body must be a JSON object, for example {\"name\": \"web shop\", \"monthly_credits\": 500}.");
        }
        Fields body = Fields.ofBody(node);
        body.onlyThese(FIELDS);
        return new KeyRequest(
                name(body),
                body.optionalInteger("monthly_credits", 0, MAX_CREDITS),
                models(body),
                expiresAt(body, now),
                body.optionalInteger("requests_per_second", 1, MAX_RATE),
                body.optionalInteger("concurrent_tasks", 1, MAX_TASKS),
                words(body, PREFIXES, KeyRequestReader::checkPrefix),
                words(body, PRESETS, PublicId::checked),
                given(body, OVERWRITE) ? Optional.of(body.flag(OVERWRITE, false)) : Optional.empty());
    }

    private static boolean given(Fields body, String name) {
        return body.has(name) && !body.get(name).isNull();
    }

    /** @param check of a word, with the field that it stands in */
    private static Optional<List<String>> words(Fields body, String name, BiConsumer<String, String> check) {
        if (!given(body, name)) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>();
        for (JsonNode node : body.list(name, 0, MAX_WORDS, "texts, or [\"*\"] for any")) {
            String field = "%s[%d]".formatted(name, words.size());
            String word = node.isTextual() ? node.textValue() : "";
            if (word.isEmpty() || word.length() > MAX_WORD) {
                throw ImagegenException.invalid(field, "'%s' must be a string of 1 to %d characters.".formatted(field, MAX_WORD));
            }
            if (!word.equals("*")) {
                check.accept(field, word);
            }
            words.add(word);
        }
        return Optional.of(words.stream().distinct().toList());
    }

    private static void checkPrefix(String field, String prefix) {
        if (prefix.contains("*")) {
            throw ImagegenException.invalid(field,
                    "'%s' is what public ids begin with, without a *. Only [\"*\"] means any.".formatted(field));
        }
        if ((prefix + "/").startsWith(PublicId.DERIVED)) {
            throw ImagegenException.invalid(field,
                    "'%s' must not be %s: there lie the images of all keys that name no public id.".formatted(field, PublicId.DERIVED));
        }
        PublicId.checked(field, prefix.endsWith("/") && prefix.length() > 1 ? prefix.substring(0, prefix.length() - 1) : prefix);
    }

    private static String name(Fields body) {
        String name = body.text("name", 1, MAX_NAME);
        if (Text.invisible(name) || NOT_OF_A_LINE.matcher(name).find()) {
            throw ImagegenException.invalid("name", "'name' must be one line of text, and not blank.");
        }
        return name;
    }

    private static List<String> models(Fields body) {
        JsonNode models = body.get("models");
        if (models == null) {
            return List.of();
        }
        if (!(models instanceof ArrayNode) || models.isEmpty() || models.size() > MAX_MODELS) {
            throw ImagegenException.invalid("models",
                    "'models' must be a list of 1 to %d families or ids of models, for example [\"flux\", \"recraft-v4\"]. Leave it out to allow all."
                            .formatted(MAX_MODELS));
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            String text = models.get(i).isTextual() ? models.get(i).textValue() : "";
            if (text.isEmpty() || text.length() > MAX_MODEL_NAME) {
                throw ImagegenException.invalid("models[%d]".formatted(i),
                        "'models[%d]' must be a family or the id of a model.".formatted(i));
            }
            names.add(text);
        }
        return names.stream().distinct().toList();
    }

    private static Optional<Instant> expiresAt(Fields body, Instant now) {
        Optional<Instant> at = body.optionalText("expires_at", 1, MAX_TIME).map(KeyRequestReader::time);
        at.filter(time -> !time.isAfter(now)).ifPresent(past -> {
            throw ImagegenException.invalid("expires_at", "'expires_at' must be in the future, not %s.".formatted(past));
        });
        return at;
    }

    private static Instant time(String text) {
        try {
            // A sign before the year would make it longer than four digits.
            Instant at = OffsetDateTime.parse(text.startsWith("+") ? "" : text).toInstant();
            if (at.isBefore(END_OF_YEARS)) {
                return at;
            }
            throw new DateTimeException("It is told back in UTC, where its year has five digits");
        } catch (DateTimeException e) {
            throw ImagegenException.invalid("expires_at",
                    "'expires_at' must be a time with its offset, for example 2030-01-31T18:00:00Z or 2030-01-31T18:00:00+01:00.");
        }
    }
}
