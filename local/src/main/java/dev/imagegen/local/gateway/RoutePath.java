package dev.imagegen.local.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path of a route, for example {@code /v2/generate/{cloud_name}/tasks/{task_id}} or {@code /console/{file+}}.
 *
 * @param segments what stands between the slashes
 */
record RoutePath(List<String> segments) implements Comparable<RoutePath> {

    static RoutePath of(String path) {
        return new RoutePath(split(path));
    }

    /**
     * Returns the decoded path parameters if the path of a request fits, empty if it does not.
     *
     * @param rawPath as it was sent, still encoded
     * @throws IllegalArgumentException if a parameter is not properly encoded
     */
    Optional<Map<String, String>> match(String rawPath) {
        var sent = split(rawPath);
        var parameters = new LinkedHashMap<String, String>();
        for (int i = 0; i < segments.size(); i++) {
            var kind = Kind.of(segments.get(i));
            if (i >= sent.size() || (kind != Kind.EXACT && sent.get(i).isEmpty())) {
                return Optional.empty();
            }
            switch (kind) {
                case EXACT -> {
                    if (!segments.get(i).equals(sent.get(i))) {
                        return Optional.empty();
                    }
                }
                case PARAMETER -> parameters.put(name(i, 1), decode(sent.get(i)));
                case GREEDY -> {
                    parameters.put(name(i, 2), decode(String.join("/", sent.subList(i, sent.size()))));
                    return Optional.of(parameters);
                }
            }
        }
        return sent.size() == segments.size() ? Optional.of(parameters) : Optional.empty();
    }

    /** The more exact path comes first. */
    @Override
    public int compareTo(RoutePath other) {
        for (int i = 0; i < Math.min(segments.size(), other.segments.size()); i++) {
            var order = Kind.of(segments.get(i)).compareTo(Kind.of(other.segments.get(i)));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(other.segments.size(), segments.size());
    }

    private String name(int index, int closing) {
        var segment = segments.get(index);
        return segment.substring(1, segment.length() - closing);
    }

    private static List<String> split(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    // A plus sign in a path is a plus sign; only in a query it is a blank.
    private static String decode(String encoded) {
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private enum Kind {
        EXACT,
        PARAMETER,
        GREEDY;

        static Kind of(String segment) {
            if (!segment.startsWith("{")) {
                return EXACT;
            }
            return segment.endsWith("+}") ? GREEDY : PARAMETER;
        }
    }
}
