package dev.imagegen.functions.generate;

import java.util.Map;
import java.util.Set;

/**
 * How a call's path fits a route.
 *
 * @param prefix what stands before the route in the path, for example {@code /prod} of a stage; empty if nothing does
 * @param parameters of the path, decoded
 * @param query the parameters that the route's query may have
 */
record MatchedRoute(String prefix, Map<String, String> parameters, Set<String> query) {

    static final MatchedRoute NONE = new MatchedRoute("", Map.of(), Set.of());
}
