package dev.imagegen.access;

import dev.imagegen.asset.AssetRights;
import java.time.Instant;
import java.util.regex.Pattern;

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

    /** Nothing else is asked of the table, which takes keys of 2048 bytes. */
    private static final Pattern ID = Pattern.compile("[!-~&&[^:]]{1,128}");

    /** True if a key can have that id: 1 to 128 visible ASCII characters without a colon. */
    public static boolean canHaveId(String id) {
        return ID.matcher(id).matches();
    }

    /** Where it may have images stored, and which it may start from. */
    public AssetRights assets() {
        return root ? AssetRights.ALL : limits.assets().orElseGet(() -> AssetRights.ofClient(id));
    }

    /** The operator's own key of a cloud, without limits. */
    public static ApiKey root(String id, String cloud, Instant createdAt, SecretHash secret) {
        return new ApiKey(id, cloud, true, "root", createdAt, KeyLimits.NONE, secret);
    }
}
