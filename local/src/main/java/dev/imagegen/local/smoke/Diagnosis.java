package dev.imagegen.local.smoke;

/** Says in words what an answer means that should not have come. */
final class Diagnosis {

    private Diagnosis() {}

    /** @param log the logical id of the log group of the function that should have answered */
    static String of(Reply reply, String log) {
        return reply.ours() ? ofOurs(reply, log) : ofPlatform(reply, log);
    }

    private static String ofOurs(Reply reply, String log) {
        String means = switch (reply.code()) {
            case "invalid_credentials", "missing_credentials" -> "the key or its secret is not right, or the table has no key yet:"
                    + " ./imagegen root-key TABLE CLOUD makes one";
            case "wrong_cloud" -> "the key is of another cloud than the base URL names";
            case "key_expired", "not_allowed", "model_not_allowed", "public_id_not_allowed" -> "take a root key for this";
            case "route_not_found" -> "the function knows no such route: compare the base URL with the outputs of the stack";
            case "credits_exhausted", "key_cap_reached" -> "the month's credits are used up, so nothing more can be tried";
            case "too_many_requests", "too_many_tasks" -> "the key is at its limit: take another one, or wait";
            case "store_failed" -> "the worker runs, and Cloudinary does not let it in or does not answer: compare CloudName,"
                    + " CloudinaryApiKey and CloudinaryApiBase, and the text of the secret that CloudinarySecret names";
            case "invalid_signature" -> "the secret is not the one whose ARN WebhookSecret is, or the clock of this machine is off";
            case "internal_error" -> "look for this request_id in " + log + ": a secret that cannot be read, a permission that is missing";
            default -> "look for this request_id in " + log;
        };
        return "Answered with " + reply.status() + " " + reply.code() + " (" + reply.message() + "): " + means
                + ". request_id " + reply.requestId();
    }

    private static String ofPlatform(Reply reply, String log) {
        String host = reply.uri().getHost();
        boolean function = host.contains(".lambda-url.");
        if (reply.status() / 100 == 3) {
            return host + " leads on to " + reply.header("location").orElse("nowhere") + ": take that as base URL.";
        }
        if (!reply.body().isObject()) {
            return host + " answered with " + reply.status() + " and "
                    + reply.header("content-type").orElse("no content") + ": that is not this system. Compare the base URL with the"
                    + " outputs of the stack, and what stands in front of it (proxy, firewall, another API).";
        }
        return switch (reply.status()) {
            case 403 -> function
                    ? "The function's own URL refuses everybody (403): its alias lacks one of the permissions lambda:InvokeFunctionUrl and"
                            + " lambda:InvokeFunction. Deploy again with FunctionUrl=true."
                    : "The gateway refuses (403): this host name leads to no stage of an API. With a domain of your own look at its API"
                            + " mapping; a firewall (WAF) answers like that too.";
            case 404 -> "A gateway answers and knows no such route (404): the base URL lacks a stage or a path, or is that of another API.";
            case 413 -> "The gateway found the call too large (413).";
            case 429 -> function
                    ? "No place is free for the function (429): look at GenerateReservedConcurrency and the account's quota."
                    : "The gateway lets no more calls through (429): look at RequestsPerSecond, or try again in a moment.";
            case 500, 502 -> "The function failed before it could answer (" + reply.status() + "): look at the last lines of " + log
                    + ", mostly a parameter that is wrong or a permission that is missing.";
            case 503, 504 -> "The function did not answer in time, or has no place to run (" + reply.status() + "): look at " + log
                    + " and at the account's quota of concurrency.";
            default -> host + " answered with " + reply.status() + " and not in our words: " + reply.body();
        };
    }
}
