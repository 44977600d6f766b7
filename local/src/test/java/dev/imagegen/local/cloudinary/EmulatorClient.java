package dev.imagegen.local.cloudinary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imagegen.testing.MutableClock;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/** Talks to the emulator as any program would, with Basic or with signatures of its own making. */
final class EmulatorClient {

    static final Account ACCOUNT = new Account("123456789012345", "not-a-real-secret");
    static final long NOW = 1790000000;

    /** An answer with its body as JSON, where it is JSON. */
    record Got(int status, HttpResponse<byte[]> response, JsonNode json) {
        String text(String field) {
            return json.path(field).asText();
        }

        String error() {
            return json.path("error").path("message").asText();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final URI base;

    EmulatorClient(URI base) {
        this.base = base;
    }

    /** It stands at the time that requests are signed for. */
    static MutableClock clock() {
        return new MutableClock(Instant.ofEpochSecond(NOW));
    }

    /** A signed upload. */
    Got upload(byte[] file, Map<String, String> parameters) {
        return multipart("image/upload", signed(parameters), file);
    }

    Got multipart(String path, Map<String, String> parameters, byte[] file) {
        String fields = parameters.entrySet().stream()
                .map(p -> "--b\r\nContent-Disposition: form-data; name=\"" + p.getKey() + "\"\r\n\r\n"
                        + p.getValue() + "\r\n")
                .collect(Collectors.joining());
        return send(HttpRequest.newBuilder(api(path))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(fields),
                        BodyPublishers.ofString(
                                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n"),
                        BodyPublishers.ofByteArray(file),
                        BodyPublishers.ofString("\r\n--b--\r\n"))));
    }

    /** A signed form. */
    Got post(String path, Map<String, String> parameters) {
        return form(path, signed(parameters));
    }

    Got form(String path, Map<String, String> parameters) {
        return send(HttpRequest.newBuilder(api(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(parameters))));
    }

    /** A look-up with Basic. */
    Got info(String assetId) {
        return send(HttpRequest.newBuilder(api("resources/" + assetId)).header("Authorization", basic()));
    }

    /** A signed download link. */
    Got download(String path, Map<String, String> parameters) {
        return send(HttpRequest.newBuilder(URI.create(api(path) + "?" + encoded(signed(parameters)))));
    }

    Got get(String pathOrUrl) {
        return send(HttpRequest.newBuilder(base.resolve(pathOrUrl)));
    }

    Got send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            boolean isJson = response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
            return new Got(
                    response.statusCode(), response, isJson ? json.readTree(response.body()) : json.missingNode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    URI api(String path) {
        return base.resolve("/v1_1/acme-demo/" + path);
    }

    static String basic() {
        String pair = ACCOUNT.apiKey() + ":" + ACCOUNT.apiSecret();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    static Map<String, String> signed(Map<String, String> parameters) {
        return signed(parameters, Hash.SHA1, true);
    }

    static Map<String, String> signed(Map<String, String> parameters, Hash hash, boolean escaped) {
        var all = new TreeMap<>(parameters);
        all.putIfAbsent("timestamp", String.valueOf(NOW));
        String text = all.entrySet().stream()
                .map(p -> p.getKey() + "=" + (escaped ? p.getValue().replace("&", "%26") : p.getValue()))
                .collect(Collectors.joining("&"));
        all.put("signature", hash.hex(text + ACCOUNT.apiSecret()));
        all.put("api_key", ACCOUNT.apiKey());
        return all;
    }

    private static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** @param format png or jpg */
    static byte[] picture(String format, int width, int height) {
        try {
            var out = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The heads of WebP files of 300 × 200: lossy, lossless, extended. */
    static byte[] webp(char kind) {
        String size = switch (kind) {
            case ' ' -> "0000009d012a2c01c800";
            case 'L' -> "2f2bc131000000000000";
            case 'X' -> "000000002b0100c70000";
            default -> throw new IllegalArgumentException("no such kind");
        };
        String head = HexFormat.of().formatHex(("RIFF\u0016\0\0\0WEBPVP8" + kind).getBytes(ISO_8859_1));
        return HexFormat.of().parseHex(head + "0a000000" + size);
    }
}
