package dev.imagegen.contract;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of the store for a public id. */
public final class PublicId {

    /** The beginning of those that the service derives where a request names none. */
    public static final String DERIVED = "imagegen/";

    /** What reorders the text around it, or is not seen, or is taken for a space: the id would look like another one. */
    private static final Pattern DECEPTIVE = Pattern.compile("[\\p{Cf}\\p{Co}\\p{Zl}\\p{Zp}\\p{Zs}\\u115f\\u1160\\u3164\\uffa0&&[^ ]]");

    private PublicId() {}

    /** @throws ImagegenException naming {@code field} if the store would refuse or change the id */
    public static String checked(String field, String id) {
        Matcher deceptive = DECEPTIVE.matcher(id);
        if (deceptive.find()) {
            throw ImagegenException.invalid(field,
                    "'%s' must not hold U+%04X, which is not seen or changes how the rest is read.".formatted(field, id.codePointAt(deceptive.start())));
        }
        boolean reserved = id.chars().anyMatch(c -> "?&#\\%<>+".indexOf(c) >= 0 || Character.isISOControl(c));
        boolean edges = id.startsWith("/") || id.endsWith("/") || id.contains("//")
                || Character.isWhitespace(id.charAt(0)) || Character.isWhitespace(id.charAt(id.length() - 1));
        // A client that normalises the asset's address, as most do, would ask for another one.
        boolean dots = Arrays.stream(id.split("/")).anyMatch(part -> part.equals(".") || part.equals(".."));
        if (dots) {
            throw ImagegenException.invalid(field, "'%s' must not hold the parts . or .. between slashes.".formatted(field));
        }
        if (reserved || edges) {
            throw ImagegenException.invalid(field,
                    "'%s' must not hold any of ? & # \\ %% < > +, begin or end with a slash or a space, or hold two slashes in a row."
                            .formatted(field));
        }
        return id;
    }
}
