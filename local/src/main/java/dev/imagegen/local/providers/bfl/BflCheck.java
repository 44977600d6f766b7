package dev.imagegen.local.providers.bfl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import dev.imagegen.image.ImageHeader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads a submission as strictly as the provider does. Fields that it does not know are no mistake. */
final class BflCheck {

    private static final int LONGEST_PROMPT = 131_072;
    private static final int SMALLEST_SIDE = 64;
    private static final int STEP = 16;
    private static final long MOST_PIXELS = 4 << 20;
    private static final int LARGEST_FILE = 20 << 20;
    private static final long LARGEST_REFERENCE = 20_000_000;
    private static final int LONGEST_ADDRESS = 2083;
    private static final String REFERENCE = "input_image";

    private final JsonNode body;
    private final ArrayNode mistakes = Json.array();
    private final List<ImageHeader> references = new ArrayList<>();

    /** @param body an object */
    BflCheck(JsonNode body, BflModel model) {
        this.body = body;
        prompt();
        sides();
        integer("seed", Integer.MIN_VALUE, (1L << 32) - 1);
        integer("safety_tolerance", 0, 5);
        format();
        webhook();
        body.fieldNames().forEachRemaining(field -> {
            if (field.startsWith(REFERENCE) && given(field)) {
                reference(field, model);
            }
        });
    }

    /** What is wrong with it, as the provider lists it; empty if nothing is. */
    ArrayNode mistakes() {
        return mistakes;
    }

    List<ImageHeader> references() {
        return references;
    }

    private boolean given(String field) {
        return !body.path(field).isMissingNode() && !body.path(field).isNull();
    }

    private void mistake(String field, String type, String message) {
        ObjectNode mistake = mistakes.addObject().put("type", type).put("msg", message);
        mistake.putArray("loc").add("body").add(field);
        mistake.set("input", body.path(field).isMissingNode() ? Json.object() : body.path(field));
    }

    private void prompt() {
        JsonNode prompt = body.path("prompt");
        if (prompt.isMissingNode()) {
            mistake("prompt", "missing", "Field required");
        } else if (!prompt.isTextual()) {
            mistake("prompt", "string_type", "Input should be a valid string");
        } else if (prompt.textValue().length() > LONGEST_PROMPT) {
            mistake("prompt", "string_too_long", "String should have at most " + LONGEST_PROMPT + " characters");
        }
    }

    private void sides() {
        integer("width", SMALLEST_SIDE, Integer.MAX_VALUE);
        integer("height", SMALLEST_SIDE, Integer.MAX_VALUE);
        if (given("width") != given("height")) {
            mistake(given("width") ? "height" : "width", "missing", "Width and height belong together");
        }
        for (String side : List.of("width", "height")) {
            if (body.path(side).asInt(0) % STEP != 0) {
                mistake(side, "multiple_of", "Input should be a multiple of " + STEP);
            }
        }
        if (body.path("width").asLong(0) * body.path("height").asLong(0) > MOST_PIXELS) {
            mistake("width", "value_error", "Value error, the image may have 4 megapixels at most");
        }
    }

    private void integer(String field, long least, long most) {
        JsonNode number = body.path(field);
        if (!given(field)) {
            return;
        }
        if (!number.isIntegralNumber() || !number.canConvertToLong()) {
            mistake(field, "int_type", "Input should be a valid integer");
        } else if (number.longValue() < least) {
            mistake(field, "greater_than_equal", "Input should be greater than or equal to " + least);
        } else if (number.longValue() > most) {
            mistake(field, "less_than_equal", "Input should be less than or equal to " + most);
        }
    }

    private void format() {
        String format = body.path("output_format").asText("jpeg");
        if (given("output_format") && !List.of("jpeg", "png", "webp").contains(format)) {
            mistake("output_format", "enum", "Input should be 'jpeg', 'png' or 'webp'");
        }
    }

    private void webhook() {
        int length = body.path("webhook_url").asText("").length();
        if (given("webhook_url") && (length < 1 || length > LONGEST_ADDRESS)) {
            mistake("webhook_url", "url_parsing", "Input should be a valid URL");
        }
    }

    private void reference(String field, BflModel model) {
        if (!names(model).contains(field)) {
            mistake(field, "extra_forbidden", "Extra inputs are not permitted");
            return;
        }
        file(body.path(field).asText(""))
                .filter(bytes -> bytes.length <= LARGEST_FILE)
                .flatMap(ImageHeader::read)
                .filter(header -> header.pixels() <= LARGEST_REFERENCE)
                .ifPresentOrElse(references::add, () -> mistake(field, "value_error", "Value error, invalid image"));
    }

    private static List<String> names(BflModel model) {
        List<String> names = new ArrayList<>(List.of(REFERENCE));
        for (int i = 2; i <= model.references(); i++) {
            names.add(REFERENCE + "_" + i);
        }
        return names;
    }

    /** Plain base64 only: nothing is fetched here, and a prefix would be taken for a part of it. */
    private static Optional<byte[]> file(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
