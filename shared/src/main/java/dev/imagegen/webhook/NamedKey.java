package dev.imagegen.webhook;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.imagegen.contract.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/** Finds the API key whose secret is said to have signed a notification. Nothing is believed yet, and nothing else is read. */
final class NamedKey {

    private static final String FIELD = "signature_key";

    private NamedKey() {}

    /** The key; empty if the body names none, or is no JSON object. */
    static Optional<String> in(byte[] body) {
        try (JsonParser parser = Json.parser(new ByteArrayInputStream(body))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                if (parser.nextToken() == JsonToken.VALUE_STRING && field.equals(FIELD)) {
                    return Optional.of(parser.getText());
                }
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }
}
