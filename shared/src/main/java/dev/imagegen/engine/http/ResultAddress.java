package dev.imagegen.engine.http;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an address as a provider wrote it, with good will: what is behind it was paid for. Blanks and other signs that no
 * address has are escaped, a part that is missing in front is taken from where the provider is.
 */
final class ResultAddress {

    /** Scheme, host with what is around it, and the rest. */
    private static final Pattern WHOLE = Pattern.compile("(?is)(?:(https?):)?//([^/?#]*)(.*)");
    private static final String LEGAL = "-._~:/?@!$&'()*+,;=%";

    private ResultAddress() {}

    /**
     * The address.
     *
     * @param base for what begins with a path
     * @return empty if the text is none
     */
    static Optional<URI> read(String text, URI base) {
        String stripped = text.strip().replaceAll("[\\p{Cntrl}]", "");
        String bare = stripped.matches("<.*>|\".*\"") ? stripped.substring(1, stripped.length() - 1).strip() : stripped;
        Matcher whole = WHOLE.matcher(bare);
        try {
            if (whole.matches()) {
                String scheme = whole.group(1) == null ? "https" : whole.group(1).toLowerCase(Locale.ROOT);
                return Optional.of(new URI(scheme + "://" + host(whole.group(2)) + escaped(whole.group(3))));
            }
            boolean path = bare.startsWith("/") && !bare.startsWith("//");
            return path ? Optional.of(base.resolve(new URI(escaped(bare)))) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /** Who somebody is, is nobody's business at a public address. */
    private static String host(String authority) {
        String host = authority.substring(authority.lastIndexOf('@') + 1).strip();
        return host.startsWith("[") || host.chars().allMatch(c -> c < 128) ? host : IDN.toASCII(host);
    }

    /** Without what stands behind a number sign: it is not sent. */
    private static String escaped(String rest) {
        StringBuilder out = new StringBuilder();
        byte[] bytes = rest.split("#", 2)[0].getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xFF);
            boolean legal = c < 128 && (Character.isLetterOrDigit(c) || LEGAL.indexOf(c) >= 0);
            if (legal && (c != '%' || escape(bytes, i))) {
                out.append(c);
            } else {
                out.append('%').append("%02X".formatted((int) c));
            }
        }
        return out.toString();
    }

    private static boolean escape(byte[] bytes, int at) {
        return at + 2 < bytes.length && Character.digit(bytes[at + 1], 16) >= 0 && Character.digit(bytes[at + 2], 16) >= 0;
    }
}
