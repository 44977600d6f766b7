package dev.imagegen.engine.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Picture;
import dev.imagegen.testing.Drawings;
import dev.imagegen.testing.EngineBench;
import dev.imagegen.testing.HttpStub;
import dev.imagegen.testing.Png;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiAnswerTest {

    private static final byte[] PNG = Png.of(40, 30);
    private static final String B64 = Base64.getEncoder().encodeToString(PNG);
    private static final Drawing TWO = Drawings.usual().model("gpt-image-2").drawing();

    @Test
    void theDocumentedAnswerIsThePictureWithoutSeedAndWithItsCost() throws IOException {
        Picture picture = answered("""
                {"created": 1795341000, "background": "opaque", "output_format": "png", "quality": "medium", "size": "2048x1152",
                 "data": [{"b64_json": "%s"}],
                 "usage": {"input_tokens": 14, "input_tokens_details": {"text_tokens": 14, "image_tokens": 0},
                           "output_tokens": 1413, "total_tokens": 1427}}""".formatted(B64));

        assertArrayEquals(PNG, picture.bytes());
        assertEquals(OptionalLong.empty(), picture.seed());
        assertEquals(OptionalLong.of(14 * 5 + 1413 * 30), picture.microDollars());
        assertEquals(List.of(), picture.notices());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'input_tokens':10,'input_tokens_details':{'text_tokens':4,'image_tokens':6},'output_tokens':100} | 3068",
        "{'output_tokens':100,'input_tokens':10}                                                            | 3050",
        "{'input_tokens':10,'input_tokens_details':null,'output_tokens':100}                               | 3050",
        "{'input_tokens':10,'input_tokens_details':{'image_tokens':6},'output_tokens':100}                 | 3068",
        "{'input_tokens':10,'input_tokens_details':{'text_tokens':4},'output_tokens':100}                  | 3020",
        "{'input_tokens_details':{'text_tokens':4,'image_tokens':6},'output_tokens':100}                   | 3068",
        "{'input_tokens':1,'input_tokens_details':{'image_tokens':6},'output_tokens':100}                  | 3048",
        "{'input_tokens':10,'output_tokens':100,'output_tokens_details':{'image_tokens':90,'text_tokens':10}} | 3050",
    })
    void theCostIsThatOfTheTokensWhetherUsageComesBeforeOrAfterThePicture(String usage, long microDollars) throws IOException {
        String json = usage.replace('\'', '"');

        assertEquals(OptionalLong.of(microDollars),
                answered("{\"usage\":%s,\"data\":[{\"b64_json\":\"%s\"}]}".formatted(json, B64)).microDollars());
        assertEquals(OptionalLong.of(microDollars),
                answered("{\"data\":[{\"b64_json\":\"%s\"}],\"usage\":%s}".formatted(B64, json)).microDollars());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "null", "{}", "[]", "\"much\"", "{\"output_tokens\":100}", "{\"input_tokens\":10}",
        "{\"input_tokens\":10,\"output_tokens\":null}",
        "{\"input_tokens\":10,\"output_tokens\":-1}", "{\"input_tokens\":10,\"output_tokens\":1.5}",
        "{\"input_tokens\":10,\"output_tokens\":\"100\"}", "{\"input_tokens\":10,\"output_tokens\":99999999999999999999999999}",
        "{\"input_tokens\":10,\"output_tokens\":9223372036854775807}", "{\"input_tokens\":10,\"output_tokens\":1e400}",
    })
    void withoutASoundCountOfTokensThereIsAPictureAndNoCost(String usage) throws IOException {
        Picture picture = answered("{\"data\":[{\"b64_json\":\"%s\"}],\"usage\":%s}".formatted(B64, usage));

        assertArrayEquals(PNG, picture.bytes());
        assertEquals(OptionalLong.empty(), picture.microDollars());
    }

    @Test
    void aModelWithoutTokenPricesHasNoCost() throws IOException {
        Drawing drawing = Drawings.usual().model("ideogram-v4-turbo").drawing();
        String body = "{\"data\":[{\"b64_json\":\"%s\"}],\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}".formatted(B64);
        try (EngineBench bench = new EngineBench(OpenAiEngine::new, _ -> HttpStub.Reply.json(200, body))) {
            assertEquals(OptionalLong.empty(), bench.draw(drawing).microDollars());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"data\":[{\"b64_json\":\"%s\"}]}",
        " {\n\"data\" : [ { \"revised_prompt\" : null , \"b64_json\" : \"%s\" } ] }\n",
        "{\"data\":[{\"b64_json\":null},{\"b64_json\":\"%s\"}],\"unknown\":{\"b\":[1,2.5,true,false,null,\"x\"]}}",
        "{\"data\":[{\"b64_json\":\"%s\"}]} trailing",
    })
    void aPictureIsFoundWhateverStandsAroundIt(String body) throws IOException {
        assertArrayEquals(PNG, answered(body.formatted(B64)).bytes());
    }

    @Test
    void base64WithEscapedSlashesOrWithoutPaddingIsRead() throws IOException {
        assertArrayEquals(PNG, answered("{\"data\":[{\"b64_json\":\"%s\"}]}".formatted(B64.replace("/", "\\/"))).bytes());
        assertArrayEquals(PNG, answered("{\"data\":[{\"b64_json\":\"%s\"}]}".formatted(B64.replace("=", ""))).bytes());
    }

    @Test
    void theBytesAreReturnedAsTheyCameInAnyFormat() throws IOException {
        byte[] odd = Arrays.copyOf(PNG, PNG.length + 7);
        String body = "{\"data\":[{\"b64_json\":\"%s\"}]}".formatted(Base64.getEncoder().encodeToString(odd));

        assertArrayEquals(odd, answered(body).bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "null", "[]", "{}", "\"x\"", "7", "<html>busy</html>", "{\"data\":", "{\"data\":[{\"b64_json\":\"iVBO",
        "{\"data\":null}", "{\"data\":[]}", "{\"data\":{}}", "{\"data\":[null]}", "{\"data\":[{}]}", "{\"data\":[\"x\"]}",
        "{\"data\":[{\"b64_json\":null}]}", "{\"data\":[{\"b64_json\":\"\"}]}", "{\"data\":[{\"b64_json\":7}]}",
        "{\"data\":[{\"b64_json\":{}}]}", "{\"data\":[{\"b64_json\":\"%%%%\"}]}",
        "{\"data\":[{\"b64_json\":\"bm8gaW1hZ2U=\"}]}",
        "{\"data\":[{\"url\":\"https://10.1.2.3/x.png\"}]}", "{\"error\":{\"code\":\"rate_limit_exceeded\"}}",
    })
    void successWithoutAUsableImageIsNoImage(String body) throws IOException {
        assertEquals(Failure.NO_IMAGE, refused(body));
    }

    @Test
    void jsonThatIsTooDeepIsNoImage() throws IOException {
        assertEquals(Failure.NO_IMAGE, refused("{\"a\":" + "[".repeat(100_000)));
    }

    @Test
    void anAnswerThatQuotesTheKeyAsGarbageDoesNotShowIt() throws IOException {
        assertEquals(Failure.NO_IMAGE, refused(EngineBench.KEY.replace("-", "")));
        assertEquals(Failure.NO_IMAGE, refused("{\"" + EngineBench.KEY + "\": " + EngineBench.KEY));
    }

    private static Picture answered(String body) throws IOException {
        try (EngineBench bench = new EngineBench(
                OpenAiEngine::new, _ -> new HttpStub.Reply(200, body.getBytes(UTF_8)))) {
            return bench.draw(TWO);
        }
    }

    private static Failure refused(String body) throws IOException {
        try (EngineBench bench = new EngineBench(
                OpenAiEngine::new, _ -> HttpStub.Reply.json(200, body))) {
            Failure failure = bench.refuses(TWO).failure();
            assertEquals(1, bench.calls());
            return failure;
        }
    }
}
