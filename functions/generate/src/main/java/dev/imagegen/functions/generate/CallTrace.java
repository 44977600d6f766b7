package dev.imagegen.functions.generate;

import java.util.Optional;

/** What is learned of a call while it is answered: for its log line, and for the headers that every answer has. */
final class CallTrace {

    private final String requestId;
    private String route = "";
    private String apiKey = "";
    private String taskId = "";

    CallTrace(String requestId) {
        this.requestId = requestId;
    }

    String requestId() {
        return requestId;
    }

    /** Notes the route that answers the call. */
    void route(String name) {
        this.route = name;
    }

    /** Notes whose call it is, once its secret was found right: what a stranger sends as a key may be a secret. */
    void apiKey(String id) {
        this.apiKey = id;
    }

    /** Notes the task that the call is about. */
    void taskId(String id) {
        this.taskId = id;
    }

    /** The route's name as the template has it; empty if there is none. */
    String route() {
        return route;
    }

    Optional<String> apiKey() {
        return apiKey.isEmpty() ? Optional.empty() : Optional.of(apiKey);
    }

    Optional<String> taskId() {
        return taskId.isEmpty() ? Optional.empty() : Optional.of(taskId);
    }
}
