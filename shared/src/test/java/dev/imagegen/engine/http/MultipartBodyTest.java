package dev.imagegen.engine.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

class MultipartBodyTest {

    @Test
    void theBoundaryIsAnotherOneForEveryContentSoThatNoPromptCanHoldItsOwn() {
        String first = boundary("a lake");

        assertNotEquals(first, boundary("a lake--" + first));
        assertFalse(("a lake--" + first).contains(boundary("a lake--" + first)));
        assertEquals(first, boundary("a lake"));
    }

    @Test
    void theLengthOfTheBodyIsKnownBeforeItIsSent() {
        HttpRequest request = form("größe");

        String type = request.headers().firstValue("Content-Type").orElseThrow();
        assertTrue(type.startsWith("multipart/form-data; boundary="), type);
        String boundary = type.substring(type.indexOf('=') + 1);
        String text = "--%s\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\ngröße\r\n".formatted(boundary)
                + "--%s\r\nContent-Disposition: form-data; name=\"image\"; filename=\"f.png\"\r\n".formatted(boundary)
                + "Content-Type: image/png\r\n\r\n\1\2\3\r\n--%s--\r\n".formatted(boundary);
        assertEquals(text.getBytes(UTF_8).length, request.bodyPublisher().orElseThrow().contentLength());
    }

    private static String boundary(String prompt) {
        String type = form(prompt).headers().firstValue("Content-Type").orElseThrow();
        return type.substring(type.indexOf('=') + 1);
    }

    private static HttpRequest form(String prompt) {
        return new MultipartBody()
                .text("prompt", prompt)
                .file("image", "f.png", "image/png", new byte[] {1, 2, 3})
                .post(HttpRequest.newBuilder(URI.create("https://example.com/")))
                .build();
    }
}
