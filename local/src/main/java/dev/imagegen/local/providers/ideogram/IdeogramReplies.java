package dev.imagegen.local.providers.ideogram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import dev.imagegen.local.providers.Reply;

/** What it says when it does not take something: in one of three shapes. */
final class IdeogramReplies {

    private IdeogramReplies() {}

    static Reply.Whole error(int status, String text) {
        return Reply.json(status, Json.object().put("error", text));
    }

    static Reply.Whole message(int status, String text) {
        return Reply.json(status, Json.object().put("message", text));
    }

    static Reply.Whole problem(String text) {
        return Reply.json(400, Json.object()
                .put("type", "about:blank")
                .put("title", "Bad Request")
                .put("detail", text)
                .put("status", 400));
    }

    static Reply.Whole unavailable() {
        return Reply.text(503, "Service Unavailable");
    }

    static Reply.Whole badKey() {
        return message(401, "Access denied. Please verify your API Token is valid.");
    }

    static Reply.Whole notFound() {
        return error(404, "Not found");
    }

    static Reply.Whole tooMany(int ceiling) {
        return Reply.json(429, rejected("inflight_limit")
                .put("max_inflight_requests", ceiling)
                .put("task_completion_speed", 1));
    }

    static Reply.Whole noFunds() {
        return Reply.json(402, rejected("insufficient_funds"));
    }

    private static ObjectNode rejected(String reason) {
        return Json.object().put("error", "The request was rejected").put("reject_reason", reason);
    }
}
