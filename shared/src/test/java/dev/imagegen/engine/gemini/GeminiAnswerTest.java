package dev.imagegen.engine.gemini;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Picture;
import dev.imagegen.image.Bitmap;
import dev.imagegen.image.Encoder;
import dev.imagegen.testing.Drawings;
import dev.imagegen.testing.EngineBench;
import dev.imagegen.testing.HttpStub;
import dev.imagegen.testing.Png;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In the answers, {@code @} stands for the picture, {@code #} for another one, and an apostrophe for a quotation mark. */
class GeminiAnswerTest {

    private static final byte[] PNG = Png.of(40, 30);
    private static final byte[] DRAFT = Png.of(4, 3);
    private static final Drawing DRAWING = Drawings.usual().model("nano-banana-2").by("gemini-3.1-flash-image").drawing();

    @Test
    void theDocumentedAnswerIsThePictureWithoutSeedAndWithItsCost() throws IOException {
        Picture picture = answered("""
                {'candidates': [{'index': 0, 'content': {'role': 'model', 'parts': [
                   {'text': 'Here it is.'},
                   {'inlineData': {'mimeType': 'image/png', 'data': '@'}, 'thoughtSignature': 'c2ln'}]},
                  'finishReason': 'STOP'}],
                 'usageMetadata': {'promptTokenCount': 12, 'candidatesTokenCount': 1120, 'totalTokenCount': 1132,
                   'candidatesTokensDetails': [{'modality': 'IMAGE', 'tokenCount': 1120}]},
                 'modelVersion': 'gemini-3.1-flash-image', 'responseId': 'kX1w'}""");

        assertArrayEquals(PNG, picture.bytes());
        assertEquals(OptionalLong.empty(), picture.seed());
        assertEquals(OptionalLong.of(6 + 1120 * 60), picture.microDollars());
        assertEquals(List.of(), picture.notices());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'inlineData':{'mimeType':'image/png','data':'@'}}",
        "{'inlineData':{'data':'@','mimeType':'image/png'}}",
        "{'inline_data':{'mime_type':'image/png','data':'@'}}",
        "{'inlineData':{'data':'@'}}",
        "{'inlineData':{'data':'#'}},{'inlineData':{'data':'@'}}",
        "{'inlineData':{'data':'#'},'thought':true},{'inlineData':{'data':'@'}}",
        "{'thought':true,'inlineData':{'data':'#'}},{'inlineData':{'data':'@'}}",
        "{'inlineData':{'data':'@'}},{'thought':true,'inlineData':{'data':'#'}}",
        "{'inlineData':{'data':'@'}},{'inlineData':{'data':'#'},'thought':true}",
        "{'inlineData':{'data':'@'},'thought':false},{'text':'Here it is.'}",
        "{'text':'Thinking','thought':true},{'inlineData':{'data':'@'}}",
        "{'inlineData':{'data':'@'}},{'inlineData':{'mimeType':'audio/wav','data':'UklGRg=='}}",
        "{'inlineData':{'data':'@'}},{'inlineData':{'data':null}},{'inlineData':null},null,{}",
        "{'inlineData':{'data':'@'},'thoughtSignature':{'odd':[1,{'data':'#'}]}}",
    })
    void theLastPictureThatIsNoDraftIsTaken(String parts) throws IOException {
        assertArrayEquals(PNG, answered("{'candidates':[{'content':{'parts':[%s]},'finishReason':'STOP'}]}".formatted(parts))
                .bytes());
    }

    @Test
    void aPictureIsTakenWhateverTheFinishReasonSays() throws IOException {
        String part = "{'inlineData':{'data':'@'}}";
        for (String reason : List.of("STOP", "MAX_TOKENS", "IMAGE_SAFETY", "SOMETHING_NEW")) {
            String body = "{'candidates':[{'finishReason':'%s','content':{'parts':[%s]}}]}".formatted(reason, part);
            assertArrayEquals(PNG, answered(body).bytes());
        }
    }

    @Test
    void aJpegIsReturnedAsItCame() throws IOException {
        byte[] jpeg = Encoder.of(ImageFormat.JPEG).encode(new Bitmap(32, 24));
        String body = "{'candidates':[{'content':{'parts':[{'inlineData':{'mimeType':'image/jpeg','data':'%s'}}]}}]}"
                .formatted(Base64.getEncoder().encodeToString(jpeg));

        assertArrayEquals(jpeg, answered(body).bytes());
    }

    @Test
    void aLongThoughtSignatureIsSkipped() throws IOException {
        String body = "{'candidates':[{'content':{'parts':[{'thoughtSignature':'%s','inlineData':{'data':'@'}}]}}]}"
                .formatted("A".repeat(25_000_000));

        assertArrayEquals(PNG, answered(body).bytes());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'promptTokenCount':12,'candidatesTokenCount':1120}                                                        | 67206",
        "{'promptTokenCount':12,'candidatesTokenCount':1120,'thoughtsTokenCount':10}                                | 67236",
        "{'promptTokenCount':12,'candidatesTokenCount':1150,'candidatesTokensDetails':"
            + "[{'modality':'TEXT','tokenCount':30},{'modality':'IMAGE','tokenCount':1120}]} | 67296",
        "{'promptTokenCount':12,'candidatesTokenCount':1150,'candidatesTokensDetails':[{'modality':'TEXT','tokenCount':30}]} | 67296",
        "{'promptTokenCount':12,'candidatesTokenCount':2240,'candidatesTokensDetails':"
            + "[{'modality':'IMAGE','tokenCount':1120},{'modality':'IMAGE','tokenCount':1120}]} | 134406",
        "{'promptTokenCount':12,'candidatesTokenCount':1120,'candidatesTokensDetails':[]}                           | 67206",
        "{'promptTokenCount':270,'candidatesTokenCount':1,'promptTokensDetails':"
            + "[{'modality':'TEXT','tokenCount':12},{'modality':'IMAGE','tokenCount':258}]} | 195",
        "{'candidatesTokenCount':1120}                                                                              | 67200",
        "{'prompt_token_count':12,'candidates_token_count':1120}                                                    | 67206",
        "{'promptTokenCount':12,'candidatesTokensDetails':[{'modality':'IMAGE','tokenCount':1120}],"
            + "'candidatesTokenCount':null} | 67206",
        "{'promptTokenCount':'x','candidatesTokenCount':1120,'thoughtsTokenCount':-5}                               | 67200",
    })
    void theCostIsThatOfTheTokensWhereverTheyAreCounted(String usage, long microDollars) throws IOException {
        String candidates = "'candidates':[{'content':{'parts':[{'inlineData':{'data':'@'}}]}}]";

        assertEquals(OptionalLong.of(microDollars),
                answered("{%s,'usageMetadata':%s}".formatted(candidates, usage)).microDollars());
        assertEquals(OptionalLong.of(microDollars),
                answered("{'usageMetadata':%s,%s}".formatted(usage, candidates)).microDollars());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "[]", "{'promptTokenCount':12}", "{'candidatesTokenCount':-1}",
        "{'candidatesTokenCount':99999999999999999999}", "{'candidatesTokenCount':'1120'}", "{'candidatesTokensDetails':7}"})
    void withoutACountOfWhatCameOutThereIsNoCost(String usage) throws IOException {
        Picture picture = answered("{'candidates':[{'content':{'parts':[{'inlineData':{'data':'@'}}]}}],'usageMetadata':%s}"
                .formatted(usage));

        assertArrayEquals(PNG, picture.bytes());
        assertEquals(OptionalLong.empty(), picture.microDollars());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SAFETY", "OTHER", "BLOCKLIST", "PROHIBITED_CONTENT", "IMAGE_SAFETY", "SOMETHING_NEW"})
    void aBlockedPromptIsRefused(String reason) throws IOException {
        assertEquals(Failure.REFUSED, refused("{'promptFeedback':{'blockReason':'%s'}}".formatted(reason)));
        assertEquals(Failure.REFUSED, refused("{'candidates':[],'promptFeedback':{'blockReason':'%s','safetyRatings':[]},"
                .formatted(reason) + "'usageMetadata':{'promptTokenCount':5}}"));
    }

    @ParameterizedTest
    @CsvSource({
        "IMAGE_SAFETY, WITHHELD", "IMAGE_PROHIBITED_CONTENT, WITHHELD", "IMAGE_RECITATION, WITHHELD", "SAFETY, WITHHELD",
        "PROHIBITED_CONTENT, WITHHELD", "RECITATION, WITHHELD", "BLOCKLIST, WITHHELD", "SPII, WITHHELD",
        "NO_IMAGE, NO_IMAGE", "IMAGE_OTHER, NO_IMAGE", "OTHER, NO_IMAGE", "MAX_TOKENS, NO_IMAGE",
        "MALFORMED_FUNCTION_CALL, NO_IMAGE", "STOP, NO_IMAGE", "SOMETHING_NEW, NO_IMAGE",
    })
    void aCandidateWithoutImageIsClassedByItsFinishReason(String reason, Failure failure) throws IOException {
        assertEquals(failure, refused("{'candidates':[{'finishReason':'%s','finishMessage':'Why.'}]}".formatted(reason)));
        assertEquals(failure, refused("{'candidates':[{'finishReason':'%s','content':null}]}".formatted(reason)));
        assertEquals(failure, refused("{'candidates':[{'content':{'role':'model'},'finishReason':'%s'}]}".formatted(reason)));
        assertEquals(reason.equals("STOP") ? Failure.REFUSED : failure, refused(
                "{'candidates':[{'content':{'parts':[{'text':'I can not.'}]},'finishReason':'%s'}]}".formatted(reason)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'STOP'", "'stop'", "null", "''"})
    void proseWithoutAnImageIsARefusal(String reason) throws IOException {
        String answer = "{'candidates':[{'content':{'parts':[%s]},'finishReason':%s}]}";

        assertEquals(Failure.REFUSED, refused(answer.formatted("{'text':'I would rather draw a cat.'}", reason)));
        assertEquals(Failure.NO_IMAGE, refused(answer.formatted("{'text':' '}", reason)));
        assertEquals(Failure.NO_IMAGE, refused(answer.formatted("{'text':'I think','thought':true}", reason)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "null", "[]", "{}", "'x'", "<html>busy</html>", "{'candidates':", "{'candidates':null}", "{'candidates':[]}",
        "{'candidates':[null]}", "{'candidates':[{}]}", "{'candidates':'x'}", "{'candidates':[{'content':{'parts':null}}]}",
        "{'candidates':[{'content':{'parts':[{'inlineData':{'data':'bm8gaW1hZ2U='}}]}}]}",
        "{'candidates':[{'content':{'parts':[{'inlineData':{'data':'!!'}}]}}]}",
        "{'candidates':[{'content':{'parts':[{'inlineData':{'data':''}}]}}]}",
        "{'candidates':[{'content':{'parts':[{'thought':true,'inlineData':{'data':'@'}}]},'finishReason':'STOP'}]}",
        "{'promptFeedback':null}", "{'promptFeedback':{}}", "{'promptFeedback':{'blockReason':'BLOCK_REASON_UNSPECIFIED'}}",
        "{'promptFeedback':{'blockReason':null}}", "{'error':{'code':429,'status':'RESOURCE_EXHAUSTED'}}",
    })
    void successWithoutAUsableImageIsNoImage(String body) throws IOException {
        assertEquals(Failure.NO_IMAGE, refused(body));
    }

    private static Picture answered(String body) throws IOException {
        try (EngineBench bench = new EngineBench(GeminiEngine::new, _ -> HttpStub.Reply.json(200, filled(body)))) {
            return bench.draw(DRAWING);
        }
    }

    private static Failure refused(String body) throws IOException {
        try (EngineBench bench = new EngineBench(GeminiEngine::new, _ -> HttpStub.Reply.json(200, filled(body)))) {
            Failure failure = bench.refuses(DRAWING).failure();
            assertEquals(1, bench.calls());
            return failure;
        }
    }

    private static String filled(String body) {
        return body.replace('\'', '"')
                .replace("@", Base64.getEncoder().encodeToString(PNG))
                .replace("#", Base64.getEncoder().encodeToString(DRAFT));
    }
}
