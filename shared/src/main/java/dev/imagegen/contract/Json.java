package dev.imagegen.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** JSON as trees. Trees need no introspection of classes, which is what makes data binding slow to start. */
public final class Json {

    private static final String REPEATED = "Duplicate field '";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Keeps every digit: a seed of 9007199254740993.0 is that number and not its neighbour. */
    private static final ObjectReader FOREIGN = MAPPER.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** Reads text that we wrote ourselves. */
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Not the JSON that was written here", e);
        }
    }

    /**
     * Reads text that somebody else wrote.
     *
     * @throws ImagegenException {@link ErrorCode#INVALID_JSON} that says where it stops being JSON, and names a key that
     *     stands there twice
     */
    public static JsonNode parseForeign(byte[] utf8) {
        try {
            return FOREIGN.readTree(utf8);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String place = at == null ? "" : " near line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new ImagegenException(
                    new PublicError(ErrorCode.INVALID_JSON, "The body is not valid JSON" + place + repeated(e) + "."), e);
        } catch (IOException e) {
            throw new ImagegenException(new PublicError(ErrorCode.INVALID_JSON, "The body is not UTF-8 text."), e);
        }
    }

    /** The parser tells of a repeated key by its words alone. */
    private static String repeated(JsonProcessingException e) {
        String words = e.getOriginalMessage();
        if (!words.startsWith(REPEATED) || !words.endsWith("'")) {
            return "";
        }
        String key = words.substring(REPEATED.length(), words.length() - 1);
        return ": the key '" + Text.shortened(key) + "' stands there a second time";
    }

    /**
     * The same in the one form of its value, so that equal values are written equally: members in the order of their names and
     * without those that are null, numbers without the zeros and exponents that make no difference.
     */
    public static JsonNode canonical(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode canonical = object();
                object.propertyStream().filter(member -> !member.getValue().isNull()).sorted(Map.Entry.comparingByKey())
                        .forEach(member -> canonical.set(member.getKey(), canonical(member.getValue())));
                yield canonical;
            }
            case ArrayNode array -> {
                ArrayNode canonical = array();
                array.forEach(element -> canonical.add(canonical(element)));
                yield canonical;
            }
            case NumericNode number -> DecimalNode.valueOf(number.decimalValue().stripTrailingZeros());
            default -> node;
        };
    }

    public static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A tree that cannot be written", e);
        }
    }

    /** As {@link #write}, in UTF-8, for what is large: binary nodes become base64 on the way, without a text in between. */
    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A tree that cannot be written", e);
        }
    }

    /** Reads piece by piece what is too large for a tree. */
    public static JsonParser parser(InputStream in) throws IOException {
        return MAPPER.createParser(in);
    }

    /** Values of a map as a tree: for the details of an error. */
    public static JsonNode valueToTree(Object value) {
        return MAPPER.valueToTree(value);
    }
}
