package dev.imagegen.engine.recraft;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Notice;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.http.ProviderHttp;
import dev.imagegen.testing.Drawings;
import dev.imagegen.testing.EngineBench;
import dev.imagegen.testing.HttpStub;
import dev.imagegen.testing.Png;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecraftAnswerTest {

    private static final byte[] IMAGE = Png.of(1024, 1024);
    private static final String BASE64 = Base64.getEncoder().encodeToString(IMAGE);

    @Test
    void theImageIsReadFromTheAnswerWithItsCost() throws IOException {
        Picture picture = drawn("""
                {"created": 1795341000, "credits": 40, "data": [{"image_id": "2e9f6f0e", "b64_json": "%s",
                 "revised_prompt": null, "features": {"nsfw_score": 0.01}}], "brand_new": {"x": []}}""".formatted(BASE64));

        assertArrayEquals(IMAGE, picture.bytes());
        assertEquals(OptionalLong.of(40_000), picture.microDollars());
        assertEquals(List.of(), picture.notices());
    }

    @Test
    void theSeedIsTheOneThatWasSent() throws IOException {
        String body = "{\"data\": [{\"b64_json\": \"%s\", \"seed\": 7}]}".formatted(BASE64);

        assertEquals(OptionalLong.of(42), drawn(body).seed());
        try (EngineBench bench = new EngineBench(RecraftEngine::new, _ -> HttpStub.Reply.json(200, body))) {
            Drawings drawing = Drawings.usual().model("recraft-v3").seed(OptionalLong.empty());
            assertEquals(OptionalLong.empty(), bench.draw(drawing.drawing()).seed());
        }
    }

    @ParameterizedTest
    @CsvSource({"40, 40000", "0, 0", "7.5, 7500", "1e3, 1000000", "null, ", "-1, ", "'\"40\"', ", "1e99, ", "1e400, ", "{}, "})
    void aThousandUnitsAreADollar(String credits, Long microDollars) throws IOException {
        Picture picture = drawn("{\"credits\": %s, \"data\": [{\"b64_json\": \"%s\"}]}".formatted(credits, BASE64));

        assertEquals(microDollars == null ? OptionalLong.empty() : OptionalLong.of(microDollars), picture.microDollars());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "{}", "{\"data\": null}", "{\"data\": []}", "{\"data\": [null]}",
        "{\"data\": [{}]}", "{\"data\": [{\"b64_json\": null}]}", "{\"data\": [{\"b64_json\": \"%%\"}]}",
        "{\"data\": [{\"b64_json\": \"bm8gaW1hZ2U=\"}]}", "{\"data\": [{\"url\": null}]}", "{\"data\": [{\"url\": \" \"}]}",
        "{\"data\": {\"b64_json\": 1}}", "<html>"})
    void successWithoutAnImageIsNone(String body) throws IOException {
        try (EngineBench bench = new EngineBench(RecraftEngine::new, _ -> HttpStub.Reply.json(200, body))) {
            assertEquals(Failure.NO_IMAGE, bench.refuses(Drawings.usual().model("recraft-v3").drawing()).failure());
            assertEquals(1, bench.calls());
        }
    }

    @Test
    void anAddressIsFetchedWithoutTheKey() throws IOException {
        try (Urls urls = new Urls(200)) {
            Picture picture = (Picture) urls.engine.generate(Drawings.usual().model("recraft-v3").drawing());

            assertArrayEquals(IMAGE, picture.bytes());
            assertEquals(OptionalLong.of(40_000), picture.microDollars());
            assertEquals(List.of("POST", "GET"), urls.stub.calls().stream().map(HttpStub.Call::method).toList());
            assertNull(urls.stub.calls().getLast().header("Authorization"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 500, 503})
    void addressThatGivesNothingNowIsAskedAgain(int status) throws IOException {
        try (Urls urls = new Urls(status)) {
            var drawing = Drawings.usual().model("recraft-v3").drawing();

            Pending pending = assertInstanceOf(Pending.class, urls.engine.generate(drawing));

            EngineException e = assertThrows(EngineException.class, () -> urls.engine.ask(pending.upstream(), drawing));
            assertEquals(Failure.OVERLOADED, e.failure());
            assertEquals(3, urls.stub.calls().size());
        }
    }

    @Test
    void addressThatIsNotPublicIsNotFetched() throws IOException {
        String body = "{\"data\": [{\"url\": \"https://10.0.0.7/x.png\"}]}";
        try (EngineBench bench = new EngineBench(RecraftEngine::new, _ -> HttpStub.Reply.json(200, body))) {
            EngineException e = bench.refuses(Drawings.usual().model("recraft-v3").drawing());

            assertEquals(Failure.NO_IMAGE, e.failure());
            assertTrue(!e.error().message().contains("10.0.0.7"), e.error().message());
        }
    }

    @Test
    void anAnswerThatBreaksOffIsAnUnknownOutcome() throws IOException {
        EngineBench bench = new EngineBench(RecraftEngine::new, _ -> {
            throw new IOException("the connection is closed");
        });
        try (bench) {
            assertEquals(Failure.OUTCOME_UNKNOWN, bench.refuses(Drawings.usual().model("recraft-v3").drawing()).failure());
            assertEquals(1, bench.calls());
        }
    }

    @Test
    void withoutAConnectionItSurelyDidNotRun() {
        var engine = new RecraftEngine(new ProviderSettings(URI.create("http://127.0.0.1:1"), () -> "k", List.of(), 8),
                new ProviderHttp(Clock.systemUTC()));

        EngineException e = assertThrows(
                EngineException.class, () -> engine.generate(Drawings.usual().model("recraft-v3").drawing()));

        assertEquals(Failure.OVERLOADED, e.failure());
    }

    @Test
    void aSizeThatComesFromTheReferenceIsSaid() throws IOException {
        String body = "{\"data\": [{\"b64_json\": \"%s\"}]}".formatted(BASE64);
        try (EngineBench bench = new EngineBench(RecraftEngine::new, _ -> HttpStub.Reply.json(200, body))) {
            Drawings edit = Drawings.usual().model("recraft-v3-edit").as(ImageFormat.PNG, IMAGE);

            assertEquals(List.of(), bench.draw(edit.size(1024, 1024).drawing()).notices());
            assertEquals(
                    List.of(Notice.info("This model keeps the size of the reference image.")),
                    bench.draw(edit.size(1820, 1024).drawing()).notices());
        }
    }

    private static Picture drawn(String body) throws IOException {
        try (EngineBench bench = new EngineBench(RecraftEngine::new, _ -> HttpStub.Reply.json(200, body))) {
            return bench.draw(Drawings.usual().model("recraft-v3").size(1820, 1024).drawing());
        }
    }

    /** Answers with the address of the image, which gives it with a status. */
    private static final class Urls implements AutoCloseable {

        private final HttpStub stub;
        private final RecraftEngine engine;
        private volatile URI address;

        Urls(int status) throws IOException {
            stub = new HttpStub(call -> call.method().equals("POST")
                    ? HttpStub.Reply.json(200, "{\"credits\": 40, \"data\": [{\"url\": \"%s/i.png\"}]}".formatted(address))
                    : new HttpStub.Reply(status, IMAGE));
            address = stub.address();
            engine = new RecraftEngine(
                    new ProviderSettings(address, () -> EngineBench.KEY, List.of(), 8), new ProviderHttp(Clock.systemUTC()));
        }

        @Override
        public void close() {
            stub.close();
        }
    }
}
