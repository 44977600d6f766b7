package dev.imagegen.local.cloudinary;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call as it was received.
 *
 * @param path the segments of the path, still encoded
 * @param parameters of the query, or of the form
 * @param file the bytes of the form's file
 * @param json the body, if it is said to be JSON
 * @param authorization the header of that name
 * @param accept the header of that name
 */
record Call(
        String method,
        List<String> path,
        Map<String, String> parameters,
        Optional<byte[]> file,
        Optional<byte[]> json,
        Optional<String> authorization,
        Optional<String> accept) {

    /** A parameter that is there and not empty. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    String required(String name) {
        return parameter(name).orElseThrow(() -> Refusal.missing(name));
    }

    boolean flag(String name, boolean otherwise) {
        return parameter(name).map(value -> value.equals("true") || value.equals("1")).orElse(otherwise);
    }
}
