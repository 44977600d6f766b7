package dev.imagegen.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the body of a generation request and refuses what the contract does not allow. */
public final class RequestReader {

    /** The longest prompt of the contract, in characters. */
    public static final int MAX_PROMPT = 16_384;

    private static final int MAX_REFERENCES = 4;
    private static final int MAX_CREDITS = 1_000_000_000;
    /** So many are named in notices: they are kept with the task, whose room is limited. */
    private static final int MAX_IGNORED_NAMES = 10;
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f&&[^\\t\\n\\r]]");
    private static final Set<String> KNOWN = Set.of(
            "prompt", "model", "image_size", "format", "target", "seed", "async", "notification_url", "reuse", "max_credits",
            "reference_images");

    private RequestReader() {}

    /** What was read, and what the caller should know about it. */
    public record Reading(GenerationRequest request, List<Notice> notices) {}

    /**
     * Reads a body.
     *
     * @throws ImagegenException a 400 that names the first field that is wrong and says what to write there
     */
    public static Reading read(Operation operation, byte[] utf8) {
        if (!(Json.parseForeign(utf8) instanceof ObjectNode node)) {
            throw new ImagegenException(
                    ErrorCode.INVALID_JSON, "The body must be a JSON object, for example {\"prompt\": \"a man with a hat\"}.");
        }
        Fields body = Fields.ofBody(node);
        if (operation == Operation.TEXT_TO_IMAGE) {
            Mistakes.refuseReferences(body);
        }
        Mistakes.refuseAtTheTop(body, KNOWN);
        var request = new GenerationRequest(
                operation,
                prompt(body),
                Optional.ofNullable(body.get("model")).map(SelectionReader::model),
                Optional.ofNullable(body.get("image_size")).map(SelectionReader::size),
                body.optionalChoice("format", ImageFormat.class).orElse(ImageFormat.PNG),
                body.has("target") ? SelectionReader.target(body.get("target")) : Target.DEFAULT,
                body.optionalCount("seed"),
                body.flag("async", false),
                notificationUrl(body),
                operation == Operation.IMAGE_TO_IMAGE ? references(body) : List.of(),
                body.flag("reuse", false),
                body.optionalInteger("max_credits", 1, MAX_CREDITS));
        return new Reading(request, ignoredFields(operation, body));
    }

    private static String prompt(Fields body) {
        String prompt = body.text("prompt", 1, MAX_PROMPT);
        if (Text.invisible(prompt)) {
            throw ImagegenException.invalid("prompt", "'prompt' must say what to draw; it is blank.");
        }
        Matcher control = CONTROL.matcher(prompt);
        if (control.find()) {
            throw ImagegenException.invalid("prompt",
                    "'prompt' must not hold control characters other than tabs and line breaks; it holds U+%04X."
                            .formatted((int) prompt.charAt(control.start())));
        }
        return prompt;
    }

    private static Optional<URI> notificationUrl(Fields body) {
        return body.optionalText("notification_url", 1, HttpsAddress.MAX_LENGTH)
                .map(text -> HttpsAddress.receiver("notification_url", text));
    }

    private static List<ReferenceImage> references(Fields body) {
        JsonNode list = body.get("reference_images");
        if (list == null) {
            throw body.missing("reference_images");
        }
        if (!list.isArray() || list.isEmpty() || list.size() > MAX_REFERENCES) {
            throw ImagegenException.invalid("reference_images",
                    "'reference_images' must be a list of 1 to %d reference images.".formatted(MAX_REFERENCES));
        }
        List<ReferenceImage> references = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            references.add(SelectionReader.reference(list.get(i), "reference_images[" + i + "]"));
        }
        return references;
    }

    private static List<Notice> ignoredFields(Operation operation, Fields body) {
        List<Notice> notices = new ArrayList<>();
        if (operation == Operation.TEXT_TO_IMAGE && body.has("reference_images")) {
            notices.add(Notice.warning(
                    "The field 'reference_images' was ignored: send the request to image_to_image to use it."));
        }
        List<String> unknown = new ArrayList<>();
        body.names().forEach(unknown::add);
        unknown.removeIf(KNOWN::contains);
        unknown.stream().limit(MAX_IGNORED_NAMES).forEach(name -> notices.add(
                Notice.warning("The field '" + Text.shortened(name) + "' is not known and was ignored.")));
        if (unknown.size() > MAX_IGNORED_NAMES) {
            int more = unknown.size() - MAX_IGNORED_NAMES;
            notices.add(Notice.warning("More unknown fields were ignored: %d.".formatted(more)));
        }
        return notices;
    }
}
