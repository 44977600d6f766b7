package dev.imagegen.local.providers.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.contract.ImageSize.Pixels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiModelTest {

    @ParameterizedTest
    @CsvSource({
        "MINI, 1024x1024, 272, 1056, 4160",
        "MINI, 1024x1536, 408, 1584, 6240",
        "MINI, 1536x1024, 400, 1568, 6208",
        "TWO, 816x816, 171, 1536, 6143",
        "TWO, 960x720, 130, 1163, 4651",
        "TWO, 1280x720, 106, 947, 3787",
        "TWO, 1024x768, 134, 1204, 4815",
        "TWO, 1024x1024, 196, 1756, 7024",
        "TWO, 1536x1024, 158, 1372, 5488",
        "TWO, 2048x1152, 157, 1413, 5650",
        "TWO, 2048x1536, 247, 2223, 8892",
        "TWO, 2048x2048, 397, 3568, 14272",
        "TWO, 3264x2448, 480, 4316, 17264",
        "TWO, 3840x2160, 371, 3336, 13342",
        "TWO, 2880x2880, 659, 5930, 23719",
        "TWO, 1152x2048, 157, 1413, 5650",
        "FLARE, 1024x1024, 196, 439, 1756",
    })
    void aPictureHasTheTokensOfTheTable(OpenAiModel model, String size, long low, long medium, long high) {
        Pixels pixels = Pixels.parse(size);

        assertEquals(low, model.tokens(pixels, Quality.LOW));
        assertEquals(medium, model.tokens(pixels, Quality.MEDIUM));
        assertEquals(high, model.tokens(pixels, Quality.HIGH));
    }

    @ParameterizedTest
    @CsvSource({
        "MINI, 1024x1024, true",
        "MINI, 1024x768, false",
        "TWO, 1024x1024, true",
        "TWO, 1024x576, false",
        "TWO, 1024x1030, false",
        "TWO, 3840x2160, true",
        "TWO, 3856x2160, false",
        "TWO, 2880x2896, false",
        "TWO, 2304x768, true",
        "TWO, 2320x768, false",
        "TWO, 768x2320, false",
        "TWO_OF_APRIL, 1280x720, true",
        "FLARE, 1536x1024, true",
        "FLARE, 512x512, false",
    })
    void aSizeIsMadeByTheRulesOfTheModel(OpenAiModel model, String size, boolean made) {
        assertEquals(made, model.makes(Pixels.parse(size)));
    }
}
