package dev.imagegen.functions.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.asset.cloudinary.CloudinarySettings;
import dev.imagegen.aws.AwsClients;
import dev.imagegen.aws.Environment;
import dev.imagegen.capacity.Limit;
import dev.imagegen.engine.Engines;
import dev.imagegen.testing.InMemoryAssets;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.RecordingJobs;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the deployment's variables say of the engines' places. */
class EngineSetupTest {

    private static Engines engines(int workers, int percent) {
        return setup(Map.of("ENGINE", "sandbox", "WORKER_CONCURRENCY", String.valueOf(workers),
                "KEY_SHARE_PERCENT", String.valueOf(percent), "AWS_REGION", "eu-west-1")).engines();
    }

    private static EngineSetup setup(Map<String, String> variables) {
        var environment = new Environment(variables);
        var cloudinary = new CloudinarySettings(
                URI.create("https://api.cloudinary.com"), "demo", "key", () -> "secret", Duration.ofSeconds(1));
        return new EngineSetup(environment, new AwsClients(environment), cloudinary, new InMemoryAssets(), new RecordingJobs(),
                new MutableClock());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            sandbox    |        | bfl
            sandbox    | direct | openai
            cloudinary |        | bfl
            direct     |        | cloudinary
            """)
    void settingOfAProviderThatMakesNothingStopsTheStart(String engine, String flux, String provider) {
        Map<String, String> variables = new HashMap<>(Map.of("ENGINE", engine, "AWS_REGION", "eu-west-1",
                "PROVIDER_SETTINGS", "{\"%s\": {\"ceiling\": 3}}".formatted(provider)));
        Optional.ofNullable(flux).ifPresent(list -> variables.put("ENGINE_FLUX", list));

        assertEquals("ProviderSettings: '%s' has no effect: this deployment makes no image there.".formatted(provider)
                        + " Look at Engine and the engines of the families.",
                assertThrows(IllegalStateException.class, setup(variables)::catalog).getMessage());
        variables.put("ENGINE_FLUX", "sandbox,direct,cloudinary");
        variables.put("ENGINE_GPT_IMAGE", "sandbox,direct");
        setup(variables).catalog();
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 1", "3, 2, 1", "10, 9, 6", "50, 45, 33", "1000, 900, 675"})
    void sandboxMakesAsManyAsThereAreWorkersLessATenth(int workers, int permits, int perKey) {
        assertEquals(Optional.of(new Limit(permits, perKey)), engines(workers, 75).limit("sandbox"));
    }

    @Test
    void everyEngineHasALimitAndTheShareOfTheDeployment() {
        for (String engine : List.of("bfl", "recraft", "openai", "gemini", "ideogram", "cloudinary", "sandbox")) {
            Limit limit = engines(50, 50).limit(engine).orElseThrow();

            assertEquals(limit.permits() / 2, limit.perKey(), engine);
            assertTrue(limit.permits() >= 10, engine);
        }
    }

    @Test
    void shareOfAHundredPercentIsNone() {
        assertEquals(Optional.of(new Limit(24, 24)), engines(50, 100).limit("bfl"));
    }
}
