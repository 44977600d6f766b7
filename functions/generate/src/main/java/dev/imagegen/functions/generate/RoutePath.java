package dev.imagegen.functions.generate;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path as the template writes it, for example {@code /v2/generate/{cloud_name}/tasks/{task_id}}.
 *
 * @param segments what stands between its slashes
 */
record RoutePath(List<String> segments) {

    static RoutePath of(String path) {
        return new RoutePath(split(path));
    }

    /** The segments of a path. A slash at its end or a doubled one makes no difference. */
    static List<String> split(String path) {
        return Arrays.stream(path.split("/")).filter(segment -> !segment.isEmpty()).toList();
    }

    /** The parameters of a path that fits, decoded; empty if it does not fit. */
    Optional<Map<String, String>> match(List<String> sent) {
        if (sent.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (segment.startsWith("{")) {
                parameters.put(segment.substring(1, segment.length() - 1), decoded(sent.get(i)));
            } else if (!segment.equals(sent.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    private static String decoded(String segment) {
        try {
            // In a path a plus is a plus; only in a query it is a blank.
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badlyEncoded) {
            return segment;
        }
    }
}
