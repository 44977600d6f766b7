package dev.imagegen.local.providers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a form of RFC 7578.
 *
 * @param fileName empty for a part that is no file
 * @param mediaType empty if the part does not say
 */
public record FormPart(String name, Optional<String> fileName, Optional<String> mediaType, byte[] content) {

    private static final Pattern BOUNDARY = Pattern.compile("(?i)^multipart/form-data;.*\\bboundary=\"?([^\";]{1,70})\"?");
    private static final Pattern NAME = Pattern.compile(
            "(?i)content-disposition: *form-data;[^\r\n]*?(?<=[; ])name=\"([^\"\r\n]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("(?i)\\bfilename=\"([^\"\r\n]*)\"");
    private static final Pattern TYPE = Pattern.compile("(?i)(?:^|\r\n)content-type: *([^\r\n;]+)");

    /** All parts in their order; empty if the body is no whole form of that content type. */
    public static Optional<List<FormPart>> read(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            return Optional.empty();
        }
        // One sign for each byte: places in the text are places in the body.
        String text = new String(body, ISO_8859_1);
        String delimiter = "--" + boundary.group(1);
        List<FormPart> parts = new ArrayList<>();
        int at = delimiter.length();
        while (text.startsWith(delimiter, at - delimiter.length()) && text.startsWith("\r\n", at)) {
            int content = text.indexOf("\r\n\r\n", at) + 4;
            int end = text.indexOf("\r\n" + delimiter, content);
            String head = content < 4 ? "" : new String(body, at, content - at, UTF_8);
            Optional<String> name = first(NAME, head);
            if (end < 0 || name.isEmpty()) {
                return Optional.empty();
            }
            byte[] bytes = Arrays.copyOfRange(body, content, end);
            parts.add(new FormPart(name.get(), first(FILE_NAME, head), first(TYPE, head), bytes));
            at = end + 2 + delimiter.length();
        }
        return text.startsWith(delimiter + "--", at - delimiter.length()) ? Optional.of(parts) : Optional.empty();
    }

    private static Optional<String> first(Pattern pattern, String head) {
        Matcher matcher = pattern.matcher(head);
        return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
    }

    /** The content as UTF-8. */
    public String text() {
        return new String(content, UTF_8);
    }
}
