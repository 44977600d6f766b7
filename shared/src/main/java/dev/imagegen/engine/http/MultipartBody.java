package dev.imagegen.engine.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A form of RFC 7578, made of texts and files. The files are sent from where they are, not copied. */
public final class MultipartBody {

    private record Part(String head, byte[] content) {}

    private final List<Part> parts = new ArrayList<>();

    /** @param name without quotation marks and line breaks */
    public MultipartBody text(String name, String value) {
        parts.add(new Part("Content-Disposition: form-data; name=\"" + name + "\"", value.getBytes(UTF_8)));
        return this;
    }

    /** @param name as {@code fileName} and {@code mediaType}: without quotation marks and line breaks */
    public MultipartBody file(String name, String fileName, String mediaType, byte[] content) {
        parts.add(new Part("Content-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s"
                .formatted(name, fileName, mediaType), content));
        return this;
    }

    /** Makes it the body of a request. */
    public HttpRequest.Builder post(HttpRequest.Builder request) {
        String boundary = boundary();
        List<BodyPublisher> pieces = new ArrayList<>();
        for (Part part : parts) {
            pieces.add(BodyPublishers.ofString("--" + boundary + "\r\n" + part.head() + "\r\n\r\n"));
            pieces.add(BodyPublishers.ofByteArray(part.content()));
            pieces.add(BodyPublishers.ofString("\r\n"));
        }
        pieces.add(BodyPublishers.ofString("--" + boundary + "--\r\n"));
        return request
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.concat(pieces.toArray(BodyPublisher[]::new)));
    }

    /** The hash of what it separates: nobody can write a prompt that holds its own hash, to add parts to the form. */
    private String boundary() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            parts.forEach(part -> digest.update(part.content()));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
