package dev.imagegen.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.engine.ProviderReport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An answer that says failure, in whichever of the shapes that are about: an object {@code error}, a text or a list
 * {@code detail}, a problem of RFC 9457, or plain text. Texts that are not there are empty.
 *
 * @param status of HTTP
 * @param code the provider's word for the failure, for example {@code moderation_blocked}
 * @param type the provider's word for the kind of failure
 * @param message in the provider's own words, without what it quotes of the prompt
 * @param ofModel true if it says that the model is not there
 * @param fields of the request that it complains about, as it writes them
 * @param json the body; a missing node if it is no JSON object
 * @param retryAfter how long the provider asks to be left alone
 */
public record ErrorReply(
        int status, String code, String type, String message, boolean ofModel, List<String> fields, JsonNode json,
        Optional<Duration> retryAfter, ProviderReport report) {

    private static final int LONGEST_MESSAGE = 500;
    private static final int LONGEST_WORD = 100;
    private static final List<String> REQUEST_IDS = List.of("x-request-id", "request-id", "x-goog-request-id",
            "x-amzn-requestid", "x-correlation-id", "x-trace-id", "cf-ray");
    private static final Pattern MARKUP = Pattern.compile("(?is)<(style|script).*?</\\1>|<[^>]*>");

    /** @param prompt that was sent: what is quoted of it is nobody's business */
    public static ErrorReply read(ProviderAnswer answer, String prompt) throws IOException {
        String body = answer.text();
        return read(answer, object(body), body, prompt);
    }

    /** The same of an answer whose body was read already. @param json a missing node if it was none */
    static ErrorReply read(ProviderAnswer answer, JsonNode json, String body, String prompt) {
        JsonNode error = inside(json);
        Redaction redaction = new Redaction(answer.secrets(), prompt);
        String code = first(error.path("code"), error.path("status"), json.path("code"), json.path("reject_reason"),
                json.path("error_code"));
        String type = Stream.concat(Stream.of(error.path("type"), error.path("category"), json.path("type")),
                        details(error).map(detail -> detail.path("reason")))
                .map(ErrorReply::word).filter(word -> !word.isEmpty()).findFirst().orElse("");
        String message = json.isMissingNode() ? plain(body) : message(error, json);
        ProviderReport report = new ProviderReport(answer.status(), redaction.clean(code, LONGEST_WORD),
                redaction.clean(type, LONGEST_WORD), redaction.clean(requestId(answer, json, error), LONGEST_WORD),
                redaction.clean(message, LONGEST_MESSAGE));
        return new ErrorReply(answer.status(), code, type, redaction.ownWords(message),
                new ErrorWords(code + " " + type + ": " + redaction.surelyOwnWords(message)).modelGone(), fields(error, json), json,
                answer.retryAfter().or(() -> retryAfter(answer, json, error)), report);
    }

    /** True if it says something in JSON, as an API does; a machine in between, or another server, speaks HTML or nothing. */
    boolean spoken() {
        return json.isObject() && !(code + message).isEmpty();
    }

    /** True if it says nothing but its status. */
    boolean silent() {
        return (code + type + message).isEmpty() && fields.isEmpty();
    }

    /** At which stage moderation refused it: input, output or unknown. */
    String stage() {
        return word(json.path("error").path("moderation_details").path("moderation_stage"));
    }

    /** All that it says, for who looks for words. */
    ErrorWords words() {
        return new ErrorWords(code + " " + type + ": " + message);
    }

    /** True if it is about the prompt. */
    boolean ofPrompt() {
        return fields.isEmpty() ? new ErrorWords(message).prompt() : fields.contains("prompt");
    }

    /** True if it is about a reference image. */
    boolean ofImage() {
        return fields.isEmpty() ? new ErrorWords(message).image() : fields.stream().anyMatch(ReferenceField::isOne);
    }

    /** Some put the object into a list. */
    private static JsonNode object(String body) {
        String text = body.strip();
        return ProviderAnswer.json(text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text);
    }

    private static JsonNode inside(JsonNode json) {
        return Stream.of(json.path("error"), json.path("errors").path(0), json.path("detail"))
                .filter(JsonNode::isObject).findFirst().orElse(json);
    }

    private static Stream<JsonNode> details(JsonNode error) {
        return error.path("details").isArray() ? error.path("details").valueStream() : Stream.empty();
    }

    private static String message(JsonNode error, JsonNode json) {
        String said = first(error.path("message"), error.path("error"), error.path("detail"), error.path("description"),
                error.path("error_description"), error.path("msg"), error.path("title"), json.path("error"),
                json.path("message"), json.path("reason"));
        List<String> all = new ArrayList<>(said.isEmpty() ? List.of() : List.of(said));
        mistakes(json).map(mistake -> first(mistake.path("msg"), mistake.path("message"), mistake))
                .filter(text -> !text.isEmpty() && !text.equals(said)).forEach(all::add);
        return String.join("; ", all);
    }

    /** The list of what is wrong with a request, field by field. */
    private static Stream<JsonNode> mistakes(JsonNode json) {
        return Stream.of(json.path("detail"), json.path("details"), json.path("errors"))
                .filter(JsonNode::isArray).findFirst().stream().flatMap(JsonNode::valueStream);
    }

    private static List<String> fields(JsonNode error, JsonNode json) {
        JsonNode details = error.path("details");
        Stream<String> single = Stream.of(error.path("param"), details.path("field"), details.path("parameter"))
                .map(ErrorReply::word);
        Stream<String> listed = details.path("parameters").valueStream().map(ErrorReply::word);
        // Of a place in the body, for example body, input_image_2: the first name in it is the field.
        Stream<String> placed = mistakes(json).filter(mistake -> mistake.has("loc")).map(mistake -> mistake.path("loc").valueStream()
                .map(ErrorReply::word).filter(name -> !name.equals("body")).findFirst().orElse("?"));
        return Stream.of(single, listed, placed).flatMap(names -> names).filter(name -> !name.isEmpty()).toList();
    }

    private static String requestId(ProviderAnswer answer, JsonNode json, JsonNode error) {
        return REQUEST_IDS.stream()
                .flatMap(name -> answer.headers().firstValue(name).stream())
                .filter(id -> !id.isBlank())
                .findFirst()
                .orElseGet(() -> Stream.concat(
                                Stream.of(json.path("request_id"), json.path("requestId"), error.path("request_id")),
                                details(error).map(detail -> detail.path("requestId")))
                        .map(ErrorReply::word).filter(word -> !word.isEmpty()).findFirst().orElse(""));
    }

    /** Some say it in the body: as a number of seconds, or as {@code "34s"}. */
    private static Optional<Duration> retryAfter(ProviderAnswer answer, JsonNode json, JsonNode error) {
        Optional<Duration> milliseconds = answer.headers().firstValue("retry-after-ms").map(String::strip)
                .filter(ms -> ms.matches("\\d{1,9}(\\.\\d{1,9})?"))
                .map(ms -> Duration.ofMillis((long) Math.ceil(Double.parseDouble(ms))));
        return milliseconds.or(() -> Stream.concat(
                        details(error).map(detail -> word(detail.path("retryDelay"))),
                        Stream.of(json.path("retry_after"), error.path("retry_after"))
                                .filter(JsonNode::isNumber).map(seconds -> seconds.asText() + "s"))
                .filter(text -> text.matches("\\d{1,9}(\\.\\d{1,9})?s"))
                .findFirst()
                .map(text -> Duration.parse("PT" + text)));
    }

    private static String plain(String body) {
        return MARKUP.matcher(body).replaceAll(" ").strip();
    }

    private static String first(JsonNode... nodes) {
        return Stream.of(nodes).map(ErrorReply::word).filter(word -> !word.isBlank()).findFirst().orElse("");
    }

    /** A text; a number is none: as a code it repeats the status. */
    private static String word(JsonNode node) {
        return node.isTextual() ? node.textValue().strip() : "";
    }
}
