package dev.imagegen.asset.cloudinary;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.imagegen.asset.Moderation;
import dev.imagegen.asset.Occupant;
import dev.imagegen.asset.StoreException;
import dev.imagegen.webhook.EventReader;
import dev.imagegen.webhook.Moderations;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An answer of Cloudinary's API, read with suspicion. */
final class Answer {

    private static final int LONGEST_MESSAGE = 200;
    /** Of pixels, bytes, and seconds since 1970. */
    private static final long MOST = 1_000_000_000_000L;

    private final JsonNode body;

    private Answer(JsonNode body) {
        this.body = body;
    }

    /** @throws StoreException a passing one, if there is no JSON object: it was cut, or is not Cloudinary's */
    static Answer read(ObjectMapper json, HttpResponse<byte[]> response) {
        JsonNode body = parse(json, response.body());
        if (!body.isObject()) {
            throw new StoreException(true, "Cloudinary's answer can not be read.", null);
        }
        return new Answer(body);
    }

    /**
     * What a refusal says, for a client to read.
     *
     * @param advice what to check, a sentence; empty if there is nothing to add
     */
    static StoreException refusal(ObjectMapper json, HttpResponse<byte[]> response, String advice) {
        int status = response.statusCode();
        if (status == 401 || status == 403) {
            // Their own words repeat the signature and what was signed.
            return StoreException.credentials("Cloudinary did not accept the store's credentials (status " + status
                    + "): the operator has to check the cloud's name, API key and secret.");
        }
        String message = "Cloudinary refused the call (status " + status + "): "
                + clean(parse(json, response.body()).path("error").path("message").asText("no reason given"));
        return advice.isEmpty()
                ? new StoreException(false, message, null)
                : StoreException.targetRefused(message + " " + advice);
    }

    String text(String field) {
        return present(field, body.path(field).isTextual()).asText();
    }

    String text(String field, String otherwise) {
        return body.path(field).asText(otherwise);
    }

    long number(String field) {
        JsonNode number = body.path(field);
        boolean usable = number.canConvertToExactIntegral() && number.canConvertToLong();
        return present(field, usable && number.asLong() > 0 && number.asLong() <= MOST).asLong();
    }

    /** True if nothing was stored, because something had the public id already. */
    boolean existing() {
        return body.path("existing").asBoolean(false);
    }

    /** The task that an asset says it was made by. */
    Optional<String> task() {
        return Optional.of(body.path("context").path("custom").path(EventReader.TASK_KEY).asText("")).filter(id -> !id.isEmpty());
    }

    /** The asset that it describes, as what is in the way. */
    Occupant occupant() {
        return new Occupant(text("asset_id"), number("version"), task());
    }

    /** What they said about the image when it was stored. */
    List<Moderation> moderations() {
        return Moderations.read(body.path("moderation"), Instant.ofEpochSecond(number("version")));
    }

    URI url(String field) {
        try {
            return URI.create(text(field));
        } catch (IllegalArgumentException e) {
            throw missing(field);
        }
    }

    private static JsonNode parse(ObjectMapper json, byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            // The parser's own words would quote the body.
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private JsonNode present(String field, boolean usable) {
        if (!usable) {
            throw missing(field);
        }
        return body.path(field);
    }

    private static StoreException missing(String field) {
        return new StoreException(
                false,
                "Cloudinary's answer has no usable " + field
                        + ". If an upload preset applies, it must not make uploads asynchronous or other than images.",
                null);
    }

    private static String clean(String message) {
        int signed = message.toLowerCase(Locale.ROOT).indexOf("string to sign");
        String text = (signed < 0 ? message : message.substring(0, signed))
                .replaceAll("\\p{Cntrl}+", " ")
                .replaceAll("(?i)[0-9a-f]{40,}", "…")
                .strip();
        String shorter = text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "…" : text;
        return shorter.endsWith(".") ? shorter : shorter + ".";
    }
}
