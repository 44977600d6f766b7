package dev.imagegen.local.cloudinary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form of RFC 7578.
 *
 * @param file the part named so, if its header names a file; a part of that name without one is a field
 */
record MultipartForm(Map<String, String> fields, Optional<byte[]> file) {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]{1,70})\"?");
    private static final Pattern NAME = Pattern.compile("(?i)content-disposition:.*?;\\s*name=\"([^\"]*)\"");
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(ISO_8859_1);

    static MultipartForm read(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw malformed();
        }
        byte[] first = ("--" + boundary.group(1)).getBytes(ISO_8859_1);
        // From the second one on, a line break belongs to the delimiter, and not to the content before it.
        byte[] delimiter = ("\r\n--" + boundary.group(1)).getBytes(ISO_8859_1);
        Map<String, String> fields = new HashMap<>();
        Optional<byte[]> file = Optional.empty();
        int at = find(body, first, 0) + first.length;
        while (startsWith(body, "\r\n", at)) {
            int headEnd = find(body, HEAD_END, at);
            int next = find(body, delimiter, headEnd + HEAD_END.length);
            byte[] content = Arrays.copyOfRange(body, headEnd + HEAD_END.length, next);
            String head = new String(body, at, headEnd - at, UTF_8);
            Matcher name = NAME.matcher(head);
            // A part without the blank line after its head would take over what the next one says about itself.
            if (!name.find() || head.contains("\r\n--" + boundary.group(1))) {
                throw malformed();
            }
            if (name.group(1).equals("file") && head.contains("filename=")) {
                file = Optional.of(content);
            } else {
                fields.put(name.group(1), new String(content, UTF_8));
            }
            at = next + delimiter.length;
        }
        if (!startsWith(body, "--", at)) {
            throw malformed();
        }
        return new MultipartForm(fields, file);
    }

    private static boolean startsWith(byte[] body, String text, int at) {
        byte[] wanted = text.getBytes(ISO_8859_1);
        return at + wanted.length <= body.length
                && Arrays.equals(body, at, at + wanted.length, wanted, 0, wanted.length);
    }

    private static int find(byte[] body, byte[] wanted, int from) {
        for (int at = from; at <= body.length - wanted.length; at++) {
            if (body[at] == wanted[0] && Arrays.equals(body, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw malformed();
    }

    private static Refusal malformed() {
        return new Refusal(400, "Malformed multipart body");
    }
}
