package dev.imagegen.engine.http;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.imagegen.contract.Json;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.image.ImageHeader;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Reads JSON that has pictures in it. Their base64 is decoded while it comes in, so that of a picture no more is held than
 * its bytes, and once more its bytes while they are put together.
 *
 * @param pictures the names of fields whose text is base64: they become binary nodes
 * @param ignored the names of fields that may be large and that nobody needs
 */
public record PictureJson(Set<String> pictures, Set<String> ignored) {

    /** A picture that is paid for is not lost over a missing sign of equality. */
    private static final Base64Variant BASE64 = Base64Variants.MIME_NO_LINEFEEDS.withPaddingAllowed();

    public PictureJson {
        pictures = Set.copyOf(pictures);
        ignored = Set.copyOf(ignored);
    }

    /**
     * The answer as a tree; a missing node if there is nothing.
     *
     * @throws EngineException {@link Failure#NO_IMAGE} if it is not JSON, or a picture in it is not base64
     * @throws IOException if the answer breaks off, is too long or comes too slowly
     */
    public JsonNode read(ProviderAnswer answer) throws IOException {
        try (JsonParser in = Json.parser(answer.body())) {
            return in.nextToken() == null ? MissingNode.getInstance() : value(in, "");
        } catch (JsonProcessingException e) {
            // Without the cause: it quotes the answer.
            throw new EngineException(Failure.NO_IMAGE, "The provider's answer cannot be read"
                    + (e.getLocation() == null ? "." : ", from its byte %d on.".formatted(e.getLocation().getByteOffset())));
        }
    }

    /** The bytes of a node that was read as a picture; empty if it is no such node, or the bytes are no image. */
    public static Optional<byte[]> image(JsonNode node) {
        return node instanceof BinaryNode binary
                ? Optional.of(binary.binaryValue()).filter(bytes -> ImageHeader.read(bytes).isPresent())
                : Optional.empty();
    }

    private JsonNode value(JsonParser in, String name) throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> array(in);
            case VALUE_STRING -> pictures.contains(name)
                    ? BinaryNode.valueOf(in.getBinaryValue(BASE64))
                    : TextNode.valueOf(in.getText());
            case VALUE_NUMBER_INT -> BigIntegerNode.valueOf(in.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> DoubleNode.valueOf(in.getDoubleValue());
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            case VALUE_NULL -> NullNode.getInstance();
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("No value begins with " + in.currentToken());
        };
    }

    private ObjectNode object(JsonParser in) throws IOException {
        ObjectNode object = Json.object();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            if (ignored.contains(name)) {
                in.skipChildren();
            } else {
                object.set(name, value(in, name));
            }
        }
        return object;
    }

    private ArrayNode array(JsonParser in) throws IOException {
        ArrayNode array = Json.array();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(in, ""));
        }
        return array;
    }
}
