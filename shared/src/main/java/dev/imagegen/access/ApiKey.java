package dev.imagegen.access;

import java.time.Instant;

/**
 * A key that may call the service.
 *
 * @param id the user name of Basic authentication
 * @param cloud the one it is good for
 * @param root true if it sees all tasks of its cloud and makes keys for others; otherwise it sees its own
 * @param name what people call it
 */
public record ApiKey(
        String id, String cloud, boolean root, String name, Instant createdAt, KeyLimits limits, SecretHash secret) {

    /** The operator's own key of a cloud, without limits. */
    public static ApiKey root(String id, String cloud, Instant createdAt, SecretHash secret) {
        return new ApiKey(id, cloud, true, "root", createdAt, KeyLimits.NONE, secret);
    }
}
