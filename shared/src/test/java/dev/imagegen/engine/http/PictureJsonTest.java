package dev.imagegen.engine.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.testing.Png;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureJsonTest {

    private static final PictureJson JSON = new PictureJson(Set.of("picture"), Set.of("noise"));

    @Test
    void namedTextsAreDecodedWhereverTheyAreAndOthersAreNot() throws IOException {
        JsonNode tree = read("{\"picture\":\"AQI=\",\"text\":\"AQI=\",\"deep\":[{\"picture\":\"Aw==\"},\"AQI=\"]}");

        assertArrayEquals(new byte[] {1, 2}, tree.path("picture").binaryValue());
        assertEquals("AQI=", tree.path("text").textValue());
        assertArrayEquals(new byte[] {3}, tree.path("deep").path(0).path("picture").binaryValue());
        assertEquals("AQI=", tree.path("deep").path(1).textValue());
    }

    @Test
    void ofANamedFieldOnlyTextIsAPicture() throws IOException {
        JsonNode tree = read("{\"a\":{\"picture\":[\"AQI=\"]},\"b\":{\"picture\":null},\"c\":{\"picture\":7}}");

        assertTrue(tree.path("a").path("picture").path(0).isTextual());
        assertTrue(tree.path("b").path("picture").isNull());
        assertEquals(7, tree.path("c").path("picture").intValue());
    }

    @Test
    void ignoredFieldsAreLeftOutWhateverTheyAre() throws IOException {
        assertEquals("{\"a\":1}", read("{\"noise\":\"%s\",\"a\":1}".formatted("x".repeat(30_000_000))).toString());
        assertEquals("{\"a\":1}", read("{\"noise\":{\"noise\":[1,{}]},\"a\":1}").toString());
    }

    @Test
    void everyKindOfValueIsKept() throws IOException {
        String json = "{\"a\":[1,-2.5,true,false,null,\"x\",{},[]],\"b\":123456789012345678901234567890}";

        assertEquals(json, read(json).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"picture\":\"AQ", "{\"picture\":\"A?==\"}", "hello", "{\"a\":1,\"a\":2}", "{\"a\":tru}"})
    void whatIsNoJsonIsNoImageAndIsNotQuoted(String body) {
        EngineException e = assertThrows(EngineException.class, () -> read(body));

        assertEquals(Failure.NO_IMAGE, e.failure());
        assertNull(e.getCause());
        assertFalse(e.error().message().contains("hello"), e.error().message());
    }

    @Test
    void nothingIsAMissingNode() throws IOException {
        assertTrue(read("").isMissingNode());
        assertTrue(read("  ").isMissingNode());
    }

    @Test
    void aConnectionThatBreaksInThePictureIsTheReadersToJudge() {
        IOException broken = new IOException("reset");
        InputStream start = new ByteArrayInputStream("{\"picture\":\"AQIA".getBytes(UTF_8));
        InputStream body = new SequenceInputStream(start, new InputStream() {
            @Override
            public int read() throws IOException {
                throw broken;
            }
        });

        assertSame(broken, assertThrows(IOException.class, () -> JSON.read(answer(body))));
    }

    @Test
    void onlyBytesOfAnImageAreAnImage() throws IOException {
        byte[] png = Png.of(3, 2);
        JsonNode tree = read("{\"picture\":\"%s\"}".formatted(Base64.getEncoder().encodeToString(png)));

        assertArrayEquals(png, PictureJson.image(tree.path("picture")).orElseThrow());
        assertTrue(PictureJson.image(tree.path("other")).isEmpty());
        assertTrue(PictureJson.image(read("{\"picture\":\"AQI=\"}").path("picture")).isEmpty());
        assertTrue(PictureJson.image(read("{\"picture\":\"\"}").path("picture")).isEmpty());
    }

    private static JsonNode read(String body) throws IOException {
        return JSON.read(answer(new ByteArrayInputStream(body.getBytes(UTF_8))));
    }

    private static ProviderAnswer answer(InputStream body) {
        return new ProviderAnswer(200, HttpHeaders.of(Map.of(), (_, _) -> true), body, Instant.EPOCH, List.of());
    }
}
