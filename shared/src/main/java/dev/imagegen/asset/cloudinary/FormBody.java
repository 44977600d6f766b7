package dev.imagegen.asset.cloudinary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Parameters of a call as HTTP carries them.
 *
 * @param contentType the value of the header of that name
 */
record FormBody(String contentType, BodyPublisher publisher) {

    /**
     * A form with one file.
     *
     * @param boundary text that is in no part: something random
     */
    static FormBody multipart(SortedMap<String, String> parameters, byte[] file, String mediaType, String boundary) {
        StringBuilder head = new StringBuilder();
        parameters.forEach((name, value) -> head.append("--").append(boundary)
                .append("\r\nContent-Disposition: form-data; name=\"").append(name).append("\"\r\n\r\n")
                .append(value).append("\r\n"));
        head.append("--").append(boundary)
                .append("\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\nContent-Type: ")
                .append(mediaType).append("\r\n\r\n");
        // The pieces stay apart: joined, a picture of 20 MB would be copied once more.
        return new FormBody(
                "multipart/form-data; boundary=" + boundary,
                BodyPublishers.concat(
                        BodyPublishers.ofString(head.toString(), UTF_8),
                        BodyPublishers.ofByteArray(file),
                        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n", UTF_8)));
    }

    static FormBody urlEncoded(SortedMap<String, String> parameters) {
        return new FormBody("application/x-www-form-urlencoded", BodyPublishers.ofString(encoded(parameters)));
    }

    /** The parameters as they stand in a form or behind the question mark of a URL. */
    static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
