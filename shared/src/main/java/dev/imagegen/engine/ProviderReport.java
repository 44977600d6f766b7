package dev.imagegen.engine;

/**
 * What a provider said about a failure, for the operator's eyes: without the prompt, secrets and image bytes. Texts that it
 * did not give are empty.
 *
 * @param status of HTTP
 * @param code the provider's own word for the failure
 * @param type the provider's own word for the kind of failure
 * @param requestId by which the provider's support finds the call
 * @param message at most 500 characters
 */
public record ProviderReport(int status, String code, String type, String requestId, String message) {

    /** As the keys and values of a log line. */
    public Object[] logFields() {
        return new Object[] {"status", status, "code", code, "type", type, "provider_request_id", requestId,
            "message", message};
    }
}
