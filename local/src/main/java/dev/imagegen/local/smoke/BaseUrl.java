package dev.imagegen.local.smoke;

import dev.imagegen.local.UsageException;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A base URL as the outputs of a stack, a client's settings or a person write it.
 *
 * @param root  scheme, host and what stands before {@code /v2}, without a slash at its end
 * @param cloud if the URL names it
 */
public record BaseUrl(String root, Optional<String> cloud) {

    private static final Pattern FORM = Pattern.compile("(https?://[^/?#]+(?:/[^?#]+?)??)(?:/v2(?:/generate(?:/([^/?#]+))?)?)?/*");

    /** @throws UsageException if it is none, or has credentials in it, which would stand in the shell's history */
    public static BaseUrl of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || URI.create(form.group(1)).getHost() == null) {
            throw new UsageException("smoke takes the base URL of a deployed system, the output BaseUrl or SyncBaseUrl of its stack,"
                    + " for example https://abc123.execute-api.eu-west-1.amazonaws.com/v2, not " + text + ".");
        }
        if (URI.create(form.group(1)).getUserInfo() != null) {
            throw new UsageException("Leave key and secret out of the URL: smoke asks for them, or takes "
                    + Credentials.KEY + " and " + Credentials.SECRET + " of the environment.");
        }
        return new BaseUrl(form.group(1), Optional.ofNullable(form.group(2)));
    }

    /** The address of a path that begins with a slash. */
    URI at(String path) {
        return URI.create(root + path);
    }

    String host() {
        return URI.create(root).getHost();
    }

    /** Whether it is a function's own URL, which leads to the generate function alone. */
    boolean ofFunction() {
        return host().contains(".lambda-url.");
    }
}
