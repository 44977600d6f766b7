package dev.imagegen.functions.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Limits;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.PublicError;
import dev.imagegen.contract.Severity;
import dev.imagegen.contract.WireWriter;
import dev.imagegen.credits.CreditsExhaustedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What goes back to the caller.
 *
 * @param body JSON; empty if there is none
 * @param error the code of the error in the body
 */
record Answer(int status, Map<String, String> headers, String body, Optional<ErrorCode> error) {

    private static final Map<String, String> JSON =
            Map.of("Content-Type", "application/json; charset=utf-8", "X-Content-Type-Options", "nosniff");

    Answer {
        headers = Map.copyOf(headers);
    }

    Answer(int status, Map<String, String> headers, String body) {
        this(status, headers, body, Optional.empty());
    }

    static Answer json(int status, ObjectNode body) {
        return new Answer(status, JSON, Json.write(body));
    }

    static Answer document(String json) {
        return new Answer(200, JSON, json);
    }

    /** A success that has nothing to tell: no body, and the request's id in its header alone. */
    static Answer empty(String requestId) {
        return new Answer(204, Map.of("X-Request-Id", requestId), "");
    }

    /** An envelope with the request's id, and with the notices if there are any. */
    static Answer envelope(int status, ObjectNode body, List<Notice> notices, String requestId) {
        if (!notices.isEmpty()) {
            body.set("notices", WireWriter.notices(notices));
        }
        body.put("request_id", requestId);
        return json(status, body).with("X-Request-Id", requestId);
    }

    static Answer error(ImagegenException e, String requestId) {
        ObjectNode body = Json.object();
        body.set("error", WireWriter.error(e.error()));
        List<Notice> notices = List.of();
        if (e instanceof CreditsExhaustedException exhausted) {
            body.set("limits", WireWriter.limits(exhausted.limits()));
            notices = List.of(new Notice(Severity.BLOCKING, e.error().message()));
        }
        Answer answer = envelope(e.error().code().status(), body, notices, requestId).of(e.error().code());
        return e.retryAfter().or(e.error().code()::retryAfter)
                .map(wait -> answer.with("Retry-After", seconds(wait))).orElse(answer);
    }

    /** Whole ones, rounded up, 1 or more. */
    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
    }

    static Answer error(PublicError error, Limits limits, List<Notice> notices, String requestId) {
        ObjectNode body = Json.object();
        body.set("error", WireWriter.error(error));
        body.set("limits", WireWriter.limits(limits));
        Answer answer = envelope(error.code().status(), body, notices, requestId).of(error.code());
        return error.code().retryAfter().map(wait -> answer.with("Retry-After", seconds(wait))).orElse(answer);
    }

    Answer with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body, error);
    }

    Answer withoutBody() {
        return new Answer(status, headers, "", error);
    }

    private Answer of(ErrorCode code) {
        return new Answer(status, headers, body, Optional.of(code));
    }
}
