package dev.imagegen.contract;

import java.util.Arrays;

/** The rules of the store for a public id. */
public final class PublicId {

    private PublicId() {}

    /** @throws ImagegenException naming {@code field} if the store would refuse or change the id */
    public static String checked(String field, String id) {
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
