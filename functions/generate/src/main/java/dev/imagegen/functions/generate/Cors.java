package dev.imagegen.functions.generate;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which web pages of other origins may call (CORS). Decided here and not by the gateway, so that every entrance answers alike.
 * Credentials of a page are those that it writes into the header Authorization itself; a browser's own are never allowed.
 *
 * @param origins for example {@code https://shop.example.com}; {@code *} is any
 */
record Cors(Set<String> origins) {

    private static final String ANY = "*";
    private static final String EXPOSED =
            "X-Request-Id, X-Task-Id, Location, Retry-After, Idempotency-Replayed, Preference-Applied, WWW-Authenticate, Allow";
    /** Two hours: no browser remembers an answer longer. */
    private static final String MAX_AGE = "7200";
    private static final String HEADER_NAMES = "[A-Za-z0-9_, -]{1,1000}";

    /** Reads a list with commas; empty for none. */
    static Cors of(String list) {
        return new Cors(Arrays.stream(list.split(",")).map(String::strip).filter(origin -> !origin.isEmpty())
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether a browser asks if a page may make a call that it is about to make. */
    boolean asked(Call call) {
        return call.method().equals("OPTIONS") && call.header("access-control-request-method").isPresent()
                && allowed(call).isPresent();
    }

    /** @param methods those that the path takes */
    Answer permission(Call call, Set<String> methods) {
        Answer answer = new Answer(204, Map.of(
                "X-Request-Id", call.requestId(),
                "Access-Control-Allow-Methods", String.join(", ", methods),
                "Access-Control-Max-Age", MAX_AGE), "");
        return call.header("access-control-request-headers").filter(names -> names.matches(HEADER_NAMES))
                .map(names -> answer.with("Access-Control-Allow-Headers", names)).orElse(answer);
    }

    /** Lets the page read the answer, if it may. */
    Answer added(Call call, Answer answer) {
        Answer varied = origins.isEmpty() || origins.contains(ANY) ? answer : answer.with("Vary", "Origin");
        return allowed(call).map(origin -> varied
                .with("Access-Control-Allow-Origin", origin)
                .with("Access-Control-Expose-Headers", EXPOSED)).orElse(varied);
    }

    private Optional<String> allowed(Call call) {
        return call.header("origin").filter(origin -> origins.contains(ANY) || origins.contains(origin))
                .map(origin -> origins.contains(ANY) ? ANY : origin);
    }
}
