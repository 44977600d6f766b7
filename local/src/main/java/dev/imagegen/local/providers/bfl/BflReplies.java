package dev.imagegen.local.providers.bfl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Json;
import dev.imagegen.local.providers.Reply;

/** What it says when it does not take something. */
final class BflReplies {

    private BflReplies() {}

    static Reply.Whole tooMany() {
        return detail(429, "Too many active tasks");
    }

    static Reply.Whole unavailable() {
        return Reply.page(503, "Service Unavailable");
    }

    static Reply.Whole badKey() {
        return detail(403, "Not authenticated - Invalid Authentication");
    }

    static Reply.Whole mistakes(JsonNode list) {
        return Reply.json(422, Json.object().set("detail", list));
    }

    static Reply.Whole detail(int status, String text) {
        return Reply.json(status, Json.object().put("detail", text));
    }
}
