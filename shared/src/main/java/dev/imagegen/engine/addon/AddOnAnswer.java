package dev.imagegen.engine.addon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.Severity;
import dev.imagegen.contract.WireEnum;
import dev.imagegen.engine.http.ProviderAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An answer of the add-on that says success. Whatever it does not know about it passes over: the contract grows.
 *
 * @param json an object, or a missing node
 */
record AddOnAnswer(JsonNode json) {

    /** Assumed: one of the add-on's credits is a cent. */
    private static final long MICRO_DOLLARS_PER_CREDIT = 10_000;

    private static final long MOST_CREDITS = 1_000_000;
    private static final int LONGEST_NOTICE = 300;

    static AddOnAnswer read(ProviderAnswer answer) throws IOException {
        return new AddOnAnswer(answer.json());
    }

    /** True if it is an answer of the add-on at all. */
    boolean readable() {
        return json.path("data").isObject();
    }

    /** The add-on's id of a generation; a plain word, whatever it says. */
    Optional<String> taskId() {
        return Optional.of(json.path("data").path("task_id").asText("")).filter(id -> id.matches("[A-Za-z0-9_-]{1,256}"));
    }

    /** The state of the generation; empty if it does not say. */
    String status() {
        return json.path("data").path("status").asText("");
    }

    /** The image, in a task or without one. */
    Optional<JsonNode> asset() {
        JsonNode data = json.path("data");
        JsonNode first = (data.path("result").isObject() ? data.path("result") : data).path("assets").path(0);
        return Optional.of(first).filter(asset -> asset.path("storage").isObject());
    }

    /** The category of the error of a failed generation; empty if it does not say. */
    String errorCategory() {
        JsonNode inside = json.path("data").path("error");
        return (inside.isObject() ? inside : json.path("error")).path("category").asText("");
    }

    /** What the generation cost; empty if it does not say. */
    OptionalLong microDollars() {
        JsonNode inside = json.path("data").path("limits");
        for (JsonNode quota : (inside.isObject() ? inside : json.path("limits")).path("addons_quota")) {
            JsonNode used = quota.path("used_by_request");
            if (used.isIntegralNumber() && used.canConvertToLong() && used.longValue() >= 0 && used.longValue() <= MOST_CREDITS) {
                return OptionalLong.of(used.longValue() * MICRO_DOLLARS_PER_CREDIT);
            }
        }
        return OptionalLong.empty();
    }

    /** What Cloudinary wants to be known, marked as Cloudinary's words. */
    List<Notice> notices() {
        return json.path("notices").valueStream()
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
