package dev.imagegen.functions.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The document of the API. Its server is the one that it was read from, with what stands before the routes there. */
final class Document implements Route {

    private static final String SERVER = "\"url\": \"/\"";

    private final String resource;

    Document(String resource) {
        this.resource = resource;
    }

    @Override
    public Answer answer(Call call) {
        try (var in = Document.class.getResourceAsStream(resource)) {
            return Answer.document(new String(in.readAllBytes(), StandardCharsets.UTF_8).replace(SERVER, server(call.route().prefix())))
                    .with("X-Request-Id", call.requestId())
                    .with("Cache-Control", "public, max-age=300");
        } catch (IOException e) {
            throw new UncheckedIOException("The document " + resource + " cannot be read", e);
        }
    }

    private static String server(String prefix) {
        return prefix.matches("[A-Za-z0-9/_.-]+") ? "\"url\": \"" + prefix + "\"" : SERVER;
    }
}
