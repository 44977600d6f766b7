package dev.imagegen.functions.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A document that is served as it is. */
final class Document implements Route {

    private final String resource;

    Document(String resource) {
        this.resource = resource;
    }

    @Override
    public Answer answer(Call call) {
        try (var in = Document.class.getResourceAsStream(resource)) {
            return Answer.document(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .with("X-Request-Id", call.requestId())
                    .with("Cache-Control", "public, max-age=300");
        } catch (IOException e) {
            throw new UncheckedIOException("The document " + resource + " cannot be read", e);
        }
    }
}
