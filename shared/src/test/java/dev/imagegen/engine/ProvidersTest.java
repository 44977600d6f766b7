package dev.imagegen.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProvidersTest {

    private static final String KEYS = "{\"bfl\": \"bfl_secret\", \"openai\": \"  \", \"recraft\": 7}";

    private static Providers providers(String configured) {
        return Providers.read(configured, () -> KEYS);
    }

    @Test
    void withoutConfigurationTheProvidersAreWhereTheyAre() {
        Providers providers = providers("");

        assertEquals(List.of("bfl", "recraft", "openai", "gemini", "ideogram", "cloudinary"), providers.names());
        assertEquals(URI.create("https://api.bfl.ai/v1/flux-2-pro"), providers.of("bfl").at("/v1/flux-2-pro"));
        assertEquals(List.of("bfl.ai"), providers.of("bfl").domains());
        assertEquals(24, providers.ceiling("bfl"));
        assertEquals(10, providers.ceiling("ideogram"));
        assertEquals("bfl_secret", providers.of("bfl").key().get());
        assertEquals(0, providers.models().size());
    }

    @Test
    void whatIsConfiguredTakesThePlaceOfItsFieldAlone() {
        Providers providers = providers("""
                {"bfl": {"base_url": "http://127.0.0.1:3002/bfl", "domains": ["localhost"]}, "openai": {"ceiling": 5},
                 "models": {"gpt-image-2": {"quality": "low"}}}""");

        assertEquals(URI.create("http://127.0.0.1:3002/bfl/v1/flux-2-pro"), providers.of("bfl").at("/v1/flux-2-pro"));
        assertEquals(List.of("localhost"), providers.of("bfl").domains());
        assertEquals(24, providers.of("bfl").ceiling());
        assertEquals(5, providers.of("openai").ceiling());
        assertEquals(10, providers.of("recraft").ceiling());
        assertEquals("low", providers.models().get("gpt-image-2").get("quality").textValue());
    }

    @Test
    void reservationForTheAddOnsNewerModelsIsTheOperators() {
        assertEquals(OptionalLong.of(20),
                Providers.read("{\"cloudinary\": {\"reserved_credits\": 20}}", () -> "{}").reservedCredits());
        assertEquals(OptionalLong.empty(), Providers.read("", () -> "{}").reservedCredits());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {                                  | ProviderSettings is no JSON object.
            []                                 | ProviderSettings is no JSON object.
            {"midjourney": {}}                 | ProviderSettings: 'midjourney' is no provider. There is bfl, recraft, openai, gemini, ideogram, cloudinary, and models.
            {"bfl": 7}                         | ProviderSettings: 'bfl' must be an object.
            {"models": []}                     | ProviderSettings: 'models' must be an object.
            {"bfl": {"key": "x"}}              | ProviderSettings: 'bfl.key' cannot be set. There is base_url, ceiling, domains.
            {"bfl": {"reserved_credits": 9}}   | ProviderSettings: 'bfl.reserved_credits' cannot be set. There is base_url, ceiling, domains.
            {"cloudinary": {"key": "x"}}       | ProviderSettings: 'cloudinary.key' cannot be set. There is base_url, ceiling, reserved_credits.
            {"cloudinary": {"reserved_credits": 0}} | ProviderSettings: 'cloudinary.reserved_credits' must be a whole number from 1 to 10000.
            {"bfl": {"ceiling": 0}}            | ProviderSettings: 'bfl.ceiling' must be a whole number from 1 to 10000.
            {"bfl": {"ceiling": "9"}}          | ProviderSettings: 'bfl.ceiling' must be a whole number from 1 to 10000.
            {"bfl": {"ceiling": 1.5}}          | ProviderSettings: 'bfl.ceiling' must be a whole number from 1 to 10000.
            {"bfl": {"ceiling": 18446744073709551617}} | ProviderSettings: 'bfl.ceiling' must be a whole number from 1 to 10000.
            {"bfl": {"domains": ["com"]}}      | ProviderSettings: 'bfl.domains' must be a list of domains, for example ["example.com"].
            {"bfl": {"domains": ["*.bfl.ai"]}} | ProviderSettings: 'bfl.domains' must be a list of domains, for example ["example.com"].
            {"bfl": {"domains": "bfl.ai"}}     | ProviderSettings: 'bfl.domains' must be a list of domains, for example ["example.com"].
            {"openai": {"domains": ["a.com"]}} | ProviderSettings: 'openai.domains' has no effect: no answer of this provider says where to ask, and images are fetched from any address.
            {"cloudinary": {"domains": []}}    | ProviderSettings: 'cloudinary.domains' has no effect: no answer of this provider says where to ask, and images are fetched from any address.
            {"recraft": {"keys": 1}}           | ProviderSettings: 'recraft.keys' cannot be set. There is base_url, ceiling.
            {"bfl": {"domains": [""]}}         | ProviderSettings: 'bfl.domains' must be a list of domains, for example ["example.com"].
            """)
    void whatIsWrongIsNamedAtStart(String configured, String message) {
        assertEquals(message, assertThrows(IllegalStateException.class, () -> providers(configured)).getMessage());
    }

    @Test
    void addOnIsWhereTheStoreIsUnlessItIsConfigured() {
        URI store = URI.create("https://api-eu.cloudinary.com");

        assertEquals(store, providers("").addOn(store, () -> "secret").base());
        assertEquals(store, providers("{\"cloudinary\": {\"ceiling\": 3}}").addOn(store, () -> "secret").base());
        assertEquals(URI.create("https://add-on.example.com/x"),
                providers("{\"cloudinary\": {\"base_url\": \"https://add-on.example.com/x\"}}").addOn(store, () -> "secret").base());
    }

    @Test
    void settingOfAProviderThatMakesNothingIsRefused() {
        Providers providers = providers("{\"models\": {}, \"openai\": {\"ceiling\": 3}, \"bfl\": {\"ceiling\": 3}}");

        providers.checkUsed(Set.of("bfl", "openai"));
        assertEquals("ProviderSettings: 'bfl' has no effect: this deployment makes no image there."
                        + " Look at Engine and the engines of the families.",
                assertThrows(IllegalStateException.class, () -> providers.checkUsed(Set.of("openai", "sandbox"))).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "http://api.bfl.ai", "https://api.bfl.ai/", "api.bfl.ai", "ftp://api.bfl.ai", "https://", "https://api.bfl.ai?a=b",
        "https://user:secret@api.bfl.ai", "http://10.0.0.1", "http://127.0.0.1.example.com", "https://[::1", "https://API.bfl.ai", "https://a:b"})
    void aBaseToWhichAKeyMustNotGoIsRefused(String base) {
        String configured = "{\"bfl\": {\"base_url\": \"" + base + "\"}}";

        assertEquals("ProviderSettings: 'bfl.base_url' must be an address like https://api.example.com, without a slash at its end.",
                assertThrows(IllegalStateException.class, () -> providers(configured)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "ideogram"})
    void aKeyThatIsNotThereFailsWhenItIsNeeded(String provider) {
        ProviderSettings settings = providers("").of(provider);

        var e = assertThrows(EngineException.class, () -> settings.key().get());

        assertEquals(Failure.CREDENTIALS, e.failure());
        assertEquals("No key for %s is configured.".formatted(provider), e.error().message());
    }

    @Test
    void keysThatAreNoJsonAreNotRepeatedInTheError() {
        var e = assertThrows(EngineException.class,
                () -> Providers.read("", () -> "bfl_secret").of("bfl").key().get());

        assertEquals(Failure.CREDENTIALS, e.failure());
        assertFalse(e.toString().contains("bfl_secret"));
        assertEquals(null, e.getCause());
    }

    @Test
    void keysThatCannotBeFetchedJustNowCanBeAskedForAgain() {
        Providers providers = Providers.read("", () -> {
            throw new IllegalStateException("The store of secrets does not answer");
        });

        assertEquals(Failure.OVERLOADED,
                assertThrows(EngineException.class, () -> providers.of("bfl").key().get()).failure());
    }

    @Test
    void settingsThatAreNoJsonAreNotRepeatedInTheError() {
        var e = assertThrows(IllegalStateException.class, () -> Providers.read("bfl_secret", () -> "{}"));

        assertEquals("ProviderSettings is no JSON object.", e.getMessage());
        assertEquals(null, e.getCause());
    }

    @Test
    void aKeyIsReadAnewEachTimeAndStandsInNoText() {
        var keys = new AtomicReference<>(KEYS);
        ProviderSettings settings = Providers.read("", keys::get).of("bfl");
        assertEquals("bfl_secret", settings.key().get());

        keys.set("{\"bfl\": \"rotated\"}");

        assertEquals("rotated", settings.key().get());
        assertEquals("ProviderSettings[https://api.bfl.ai]", settings.toString());
    }
}
