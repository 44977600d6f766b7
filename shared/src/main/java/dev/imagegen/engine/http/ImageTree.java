package dev.imagegen.engine.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
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
import dev.imagegen.image.AnyImage;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An answer that says success, as a tree in which images are binary nodes. It was paid for, so it is read with good will: what is
 * odd around an image, before or behind the JSON, or at its end, loses none that is whole.
 *
 * @param json a missing node if there is nothing
 * @param trouble why there may have been more; empty if all of it was read
 */
public record ImageTree(JsonNode json, Optional<IOException> trouble) {

    /** Nobody needs a longer one that is no image. */
    private static final int LONGEST_TEXT = 1 << 20;

    /** No answer is nearly as deep; each level takes some of the thread's stack. */
    private static final int DEEPEST = 100;

    private static final JsonFactory LENIENT = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_MISSING_VALUES)
            .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .build();

    /** An answer that is the only one in a list is the answer. */
    public ImageTree {
        json = json.isArray() && json.size() == 1 && json.path(0).isObject() ? json.path(0) : json;
    }

    /** Never fails: what cannot be read is in {@link #trouble}. */
    public static ImageTree read(ProviderAnswer answer) {
        WholeBody body = WholeBody.read(answer);
        if (body.trouble().isEmpty() && AnyImage.isImage(body.bytes())) {
            return new ImageTree(BinaryNode.valueOf(AnyImage.read(body.bytes()).orElseThrow()), Optional.empty());
        }
        return new Reading(utf8(body.bytes())).tree(body.trouble());
    }

    /** The image in it, or where it says that the image is. */
    public Optional<ImageSource> image() {
        return ImageSearch.find(json);
    }

    /**
     * Tells of an answer without an image.
     *
     * @return {@link Failure#NO_IMAGE}
     * @throws IOException if the answer broke off, so that nobody knows what was in it
     */
    public EngineException without() throws IOException {
        if (trouble.isPresent() && !(trouble.get() instanceof JsonProcessingException)) {
            throw trouble.get();
        }
        // Without the cause: it quotes the answer.
        return trouble.isPresent()
                ? new EngineException(Failure.NO_IMAGE, "The provider's answer cannot be read.")
                : Failures.of(Failure.NO_IMAGE);
    }

    /** Few write anything but UTF-8, with or without a mark that says so. */
    private static byte[] utf8(byte[] bytes) {
        if (bytes.length >= 2 && (bytes[0] == 0 || bytes[1] == 0 || (bytes[0] & bytes[1] & 0xFE) == 0xFE)) {
            Charset wide = bytes[0] == 0 || bytes[0] == (byte) 0xFE ? StandardCharsets.UTF_16 : StandardCharsets.UTF_16LE;
            return new String(bytes, wide).replace("\uFEFF", "").getBytes(StandardCharsets.UTF_8);
        }
        return bytes;
    }

    /** One document. Its objects are put into the tree before they are filled, so that what is whole in it stays. */
    private static final class Reading {

        private final byte[] bytes;
        private final int start;
        private JsonParser in;

        Reading(byte[] bytes) {
            this.bytes = bytes;
            this.start = start(bytes);
        }

        /** Some put a line in front of it that keeps browsers from running it. */
        private static int start(byte[] bytes) {
            for (int i = 0; i < Math.min(bytes.length, 64); i++) {
                if (bytes[i] == '{' || bytes[i] == '[') {
                    return i;
                }
            }
            return 0;
        }

        ImageTree tree(Optional<IOException> trouble) {
            ArrayNode root = Json.array();
            try (JsonParser parser = LENIENT.createParser(bytes, start, bytes.length - start)) {
                in = parser;
                if (parser.nextToken() != null) {
                    value(node -> root.add(node));
                }
                return new ImageTree(root.path(0), trouble);
            } catch (IOException e) {
                return new ImageTree(root.isEmpty() ? MissingNode.getInstance() : root.path(0), trouble.or(() -> Optional.of(e)));
            }
        }

        private interface Place {
            void take(JsonNode node);
        }

        private void value(Place place) throws IOException {
            switch (in.currentToken()) {
                case START_OBJECT -> {
                    ObjectNode object = Json.object();
                    place.take(object);
                    while (in.nextToken() != JsonToken.END_OBJECT) {
                        String name = in.currentName();
                        in.nextToken();
                        value(node -> object.set(name, node));
                    }
                }
                case START_ARRAY -> {
                    ArrayNode array = Json.array();
                    place.take(array);
                    while (in.nextToken() != JsonToken.END_ARRAY) {
                        value(array::add);
                    }
                }
                case VALUE_STRING -> place.take(text());
                case VALUE_NUMBER_INT -> place.take(BigIntegerNode.valueOf(in.getBigIntegerValue()));
                case VALUE_NUMBER_FLOAT -> place.take(DoubleNode.valueOf(in.getDoubleValue()));
                case VALUE_TRUE -> place.take(BooleanNode.TRUE);
                case VALUE_FALSE -> place.take(BooleanNode.FALSE);
                case VALUE_NULL, NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                    place.take(NullNode.getInstance());
            }
        }

        private JsonNode text() throws IOException {
            int quote = start + (int) in.currentTokenLocation().getByteOffset();
            EmbeddedImage embedded = new EmbeddedImage(bytes, quote + 1);
            int end = embedded.end();
            Optional<byte[]> image = embedded.image(end);
            if (image.isPresent()) {
                return BinaryNode.valueOf(image.get());
            }
            return TextNode.valueOf(end - quote > LONGEST_TEXT ? "" : in.getText());
        }
    }

    @Override
    public String toString() {
        return "ImageTree[" + (trouble.isPresent() ? "broken" : "whole") + "]";
    }
}
