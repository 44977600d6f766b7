package dev.imagegen.access;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;

/** HTTP Basic authentication against the key records. */
public final class Authenticator {

    private static final String SCHEME = "basic ";
    private static final int MAX_HEADER = 1024;

    private final KeyStore keys;
    /** Checked in place of a key that is not there, so that the answer takes the same time. */
    private final SecretHash decoy;

    private final BiPredicate<SecretHash, String> matching;

    public Authenticator(KeyStore keys, SecretHash decoy) {
        this(keys, decoy, SecretHash::matches);
    }

    /** @param matching lets a test count how often it is done */
    Authenticator(KeyStore keys, SecretHash decoy, BiPredicate<SecretHash, String> matching) {
        this.keys = keys;
        this.decoy = decoy;
        this.matching = matching;
    }

    /**
     * The key that a request brings, if it is good for the cloud.
     *
     * @param authorization the header; null if there is none
     * @throws ImagegenException 401 for missing or wrong credentials, 403 for those of another cloud
     */
    public ApiKey authenticate(String authorization, String cloud) {
        Credentials credentials = read(authorization);
        Optional<ApiKey> key = find(credentials.key());
        boolean matches = matching.test(key.map(ApiKey::secret).orElse(decoy), credentials.secret());
        if (key.isEmpty() || !matches) {
            throw new ImagegenException(ErrorCode.INVALID_CREDENTIALS, "The API key or its secret is wrong.");
        }
        if (!key.get().cloud().equals(cloud)) {
            throw new ImagegenException(
                    ErrorCode.WRONG_CLOUD, "This key is not good for the cloud named in the path. Use the key of that cloud.");
        }
        return key.get();
    }

    /** What no key can be named is no key of the table: another name is looked up for it, so that it takes the same time. */
    private Optional<ApiKey> find(String id) {
        boolean possible = ApiKey.canHaveId(id);
        return keys.findKey(possible ? id : "nobody:" + id.hashCode()).filter(_ -> possible);
    }

    private record Credentials(String key, String secret) {}

    private static Credentials read(String header) {
        if (header != null && header.length() > MAX_HEADER) {
            throw missing("The Authorization header may have %d characters at most.".formatted(MAX_HEADER));
        }
        if (header == null || header.isBlank()) {
            throw missing("Send an API key and its secret by HTTP Basic authentication, for example curl -u KEY:SECRET.");
        }
        if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw missing("Only HTTP Basic authentication is understood: API key as user, API secret as password.");
        }
        String pair = decoded(header.substring(SCHEME.length()).strip());
        int colon = pair.indexOf(':');
        if (colon < 1) {
            throw missing("The Authorization header is not base64 of KEY:SECRET.");
        }
        return new Credentials(pair.substring(0, colon), pair.substring(colon + 1));
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ImagegenException(
                    missing("The Authorization header is not base64 of KEY:SECRET.").error(), e);
        }
    }

    private static ImagegenException missing(String message) {
        return new ImagegenException(ErrorCode.MISSING_CREDENTIALS, message);
    }
}
