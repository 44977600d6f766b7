package dev.imagegen.engine.addon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.Severity;
import dev.imagegen.contract.WireEnum;
import dev.imagegen.engine.http.ImageSource;
import dev.imagegen.engine.http.ImageTree;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * An answer of the add-on that says success. Whatever it does not know about it passes over: the contract grows.
 *
 * @param tree all of it
 */
record AddOnAnswer(ImageTree tree) {

    /** Assumed: one of the add-on's credits is a cent. */
    private static final long MICRO_DOLLARS_PER_CREDIT = 10_000;

    private static final long MOST_CREDITS = 1_000_000;
    private static final int LONGEST_NOTICE = 300;

    private JsonNode json() {
        return tree.json();
    }

    /** The part that is about the generation: under its name, or all of it. */
    private JsonNode data() {
        return json().path("data").isObject() ? json().path("data") : json();
    }

    /** True if it is an answer of the add-on at all. */
    boolean readable() {
        return json().path("data").isObject() || !status().isEmpty() || image().isPresent();
    }

    /** The add-on's id of a generation; a plain word, whatever it says. */
    Optional<String> taskId() {
        return Optional.of(data().path("task_id").asText("")).filter(id -> id.matches("[A-Za-z0-9_-]{1,256}"));
    }

    /** The state of the generation in small letters; empty if it does not say. */
    String status() {
        return data().path("status").asText("").strip().toLowerCase(Locale.ROOT);
    }

    /** The image, in a task or without one. */
    Optional<JsonNode> asset() {
        return Stream.of(data().path("result"), data(), json().path("result"), json())
                .map(place -> place.path("assets").isArray() ? place.path("assets").path(0) : place.path("asset"))
                .filter(asset -> asset.path("storage").isObject())
                .findFirst();
    }

    /** The image or its address, wherever it is in the answer. */
    Optional<ImageSource> image() {
        return tree.image();
    }

    /** The category of the error of a failed generation; empty if it does not say. */
    String errorCategory() {
        JsonNode inside = json().path("data").path("error");
        return (inside.isObject() ? inside : json().path("error")).path("category").asText("");
    }

    /** What the generation cost; empty if it does not say. */
    OptionalLong microDollars() {
        JsonNode inside = json().path("data").path("limits");
        for (JsonNode quota : (inside.isObject() ? inside : json().path("limits")).path("addons_quota")) {
            JsonNode used = quota.path("used_by_request");
            if (used.isIntegralNumber() && used.canConvertToLong() && used.longValue() >= 0 && used.longValue() <= MOST_CREDITS) {
                return OptionalLong.of(used.longValue() * MICRO_DOLLARS_PER_CREDIT);
            }
        }
        return OptionalLong.empty();
    }

    /** What Cloudinary wants to be known, marked as Cloudinary's words. */
    List<Notice> notices() {
        return json().path("notices").valueStream()
                .filter(notice -> !line(notice).isEmpty())
                .map(notice -> new Notice(severity(notice), "Cloudinary says: " + line(notice)))
                .toList();
    }

    private static Severity severity(JsonNode notice) {
        return WireEnum.find(Severity.class, notice.path("severity").asText("")).orElse(Severity.INFO);
    }

    private static String line(JsonNode notice) {
        String line = notice.path("text").asText("").replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]+", " ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST_NOTICE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_NOTICE - 1)) + "…";
    }
}
