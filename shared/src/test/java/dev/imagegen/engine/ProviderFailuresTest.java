package dev.imagegen.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.addon.AddOnEngine;
import dev.imagegen.engine.bfl.BflEngine;
import dev.imagegen.engine.gemini.GeminiEngine;
import dev.imagegen.engine.http.ProviderHttp;
import dev.imagegen.engine.ideogram.IdeogramEngine;
import dev.imagegen.engine.openai.OpenAiEngine;
import dev.imagegen.engine.recraft.RecraftEngine;
import dev.imagegen.testing.Drawings;
import dev.imagegen.testing.HttpStub;
import dev.imagegen.testing.HttpStub.Reply;
import dev.imagegen.testing.Png;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What every provider means by the same failure, in whichever of its shapes it says it; and what the operator reads of it. */
class ProviderFailuresTest {

    private static final String KEY = "sk-proj-Ab12Cd34Ef56Gh78Ij90";
    private static final String PROMPT = "A portrait of Mr Secretive in a hat";

    private enum Provider {
        BFL("flux-2-pro", "flux-2-pro-edit"), RECRAFT("recraft-v3", "recraft-v3-edit"), OPENAI("gpt-image-2", "gpt-image-2-edit"),
        GEMINI("nano-banana-2", "nano-banana-2-edit"), IDEOGRAM("ideogram-v4-base", ""), ADD_ON("flux-2-pro", "flux-2-pro-edit");

        private final String model;
        private final String edit;

        Provider(String model, String edit) {
            this.model = model;
            this.edit = edit;
        }

        private ImageEngine engine(URI base) {
            Providers providers = Providers.read("{\"%s\": {\"base_url\": \"%s\"}}".formatted(word(), base), () -> "{}");
            ProviderSettings settings = providers.of(word(), () -> KEY);
            ProviderHttp http = new ProviderHttp(Clock.systemUTC());
            Clock clock = Clock.systemUTC();
            return switch (this) {
                case BFL -> new BflEngine(settings, http, clock);
                case RECRAFT -> new RecraftEngine(settings, http);
                case OPENAI -> new OpenAiEngine(settings, http);
                case GEMINI -> new GeminiEngine(settings, http);
                case IDEOGRAM -> new IdeogramEngine(settings, http, clock);
                case ADD_ON -> new AddOnEngine(settings, "demo", "key", Optional.empty(), (_, _, _) -> base, http, clock);
            };
        }

        private String word() {
            return this == ADD_ON ? "cloudinary" : name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same sentence in each of the shapes that are about. */
    private static Stream<Reply> shapes(int status, String text) {
        return Stream.of("{\"error\": {\"message\": \"%s\", \"type\": \"t\", \"code\": null}}", "{\"error\": \"%s\"}", "{\"detail\": \"%s\"}",
                        "{\"message\": \"%s\"}", "{\"error\": {\"code\": 1, \"message\": \"%s\", \"status\": \"S\"}}",
                        "[{\"error\": {\"message\": \"%s\"}}]", "{\"errors\": [{\"message\": \"%s\"}]}",
                        "{\"type\": \"about:blank\", \"title\": \"%s\"}", "%s")
                .map(shape -> Reply.json(status, shape.formatted(text)));
    }

    private static EngineException refused(Provider provider, Reply reply, boolean edit) throws IOException {
        return refused(provider, reply, edit, PROMPT);
    }

    private static EngineException refused(Provider provider, Reply reply, boolean edit, String prompt) throws IOException {
        try (HttpStub stub = new HttpStub(_ -> reply)) {
            Drawings drawing = Drawings.usual().model(edit ? provider.edit : provider.model).prompt(prompt).target(Target.DEFAULT);
            Drawing whole = edit ? drawing.as(ImageFormat.PNG, Png.of(300, 300)).drawing() : drawing.drawing();
            EngineException e = assertThrows(EngineException.class, () -> provider.engine(stub.address()).generate(whole));
            assertEquals(1, stub.calls().size());
            return e;
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "402 | Anything at all | FUNDS",
        "429 | Your prepayment credits are depleted | FUNDS",
        "429 | You have reached your spending cap | FUNDS",
        "403 | Insufficient credits, please top up | FUNDS",
        "403 | Your credit balance is too low | FUNDS",
        "400 | Not enough credits | FUNDS",
        "400 | Billing hard limit has been reached | FUNDS",
        "429 | Too many requests, slow down | RATE_LIMITED",
        "401 | The key is wrong | CREDENTIALS",
        "403 | Your organization must be verified to use this model | CREDENTIALS",
        "403 | Country, region, or territory not supported | CREDENTIALS",
        "400 | Rejected by our content moderation | REFUSED",
        "403 | Blocked by our safety system | REFUSED",
        "400 | content_policy_violation | REFUSED",
        "400 | The generated image was withheld by moderation | WITHHELD",
        "404 | The model x-1 is no longer available | RETIRED",
        "404 | Invalid URL (POST /v9/images) | NOT_FOUND",
        "405 | Method not allowed | NOT_FOUND",
        "301 | Moved | NOT_FOUND",
        "400 | The prompt is too long | INVALID",
        "500 | Not enough credits | BROKEN",
        "502 | Not here | BROKEN",
        "504 | Too late | BROKEN",
        "529 | Overloaded | BROKEN",
    })
    void sameWordsMeanTheSameAtEveryProvider(int status, String text, Failure failure) throws IOException {
        for (Provider provider : Provider.values()) {
            for (Reply reply : shapes(status, text).toList()) {
                String shape = new String(reply.body(), StandardCharsets.UTF_8);
                assertEquals(failure, refused(provider, reply, false).failure(), provider + " " + shape);
            }
        }
    }

    /** All workers would leave the model alone for an hour. */
    @ParameterizedTest
    @CsvSource({"no such model", "model not", "the model is not available", "An unknown model walks down the runway"})
    void quotedPromptRetiresNoModel(String prompt) throws IOException {
        for (Provider provider : Provider.values()) {
            for (Reply reply : shapes(400, "Bad words in " + prompt.substring(0, Math.min(20, prompt.length()))).toList()) {
                assertFalse(refused(provider, reply, false, prompt).failure() == Failure.RETIRED, provider + " " + prompt);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void bareHtml404IsAWrongAddressAndNoRetiredModel(Provider provider) throws IOException {
        for (String body : new String[] {"<html><body><h1>404 Not Found</h1></body></html>", "", "404 page not found", "{}"}) {
            Failure failure = refused(provider, Reply.json(404, body), false).failure();

            assertEquals(Failure.NOT_FOUND, failure, body);
            assertTrue(failure.operators() && failure.anotherMayServe() && !failure.maybeBilled());
        }
    }

    /** Google and Ideogram document that they bill no call that fails; the others say nothing. */
    @ParameterizedTest
    @CsvSource({"BFL, UNAVAILABLE", "RECRAFT, UNAVAILABLE", "OPENAI, UNAVAILABLE", "GEMINI, UNAVAILABLE_UNBILLED",
        "IDEOGRAM, UNAVAILABLE_UNBILLED", "ADD_ON, UNAVAILABLE"})
    void status503WithoutRetryAfterMayHaveRun(Provider provider, Failure failure) throws IOException {
        Reply busy = Reply.json(503, "<html>Service Unavailable</html>");

        assertEquals(failure, refused(provider, busy, false).failure());
        assertTrue(failure.maybeBilled() && !failure.safeToRepeat() && !failure.anotherMayServe());
        assertEquals(failure, refused(provider, busy.with("Retry-After", "soon"), false).failure());
        assertEquals(Failure.OVERLOADED, refused(provider, busy.with("Retry-After", "2"), false).failure());
        assertEquals(Failure.OVERLOADED,
                refused(provider, busy.with("Retry-After", "Fri, 31 Dec 2027 23:59:59 GMT"), false).failure());
    }

    @ParameterizedTest
    @EnumSource(names = "IDEOGRAM", mode = EnumSource.Mode.EXCLUDE)
    void errorAboutTheCallersImageNamesTheReference(Provider provider) throws IOException {
        for (Reply reply : List.of(
                Reply.json(400, "{\"error\": {\"message\": \"Unable to process input image.\", \"status\": \"INVALID_ARGUMENT\"}}"),
                Reply.json(422, "{\"detail\": \"Invalid image: could not be decoded\"}"),
                Reply.json(400, "{\"error\": {\"message\": \"Bad.\", \"param\": \"image[0]\", \"code\": \"invalid_value\"}}"),
                Reply.json(422, "{\"detail\": [{\"loc\": [\"body\", \"input_image\"], \"msg\": \"Value error\"}]}"))) {
            if (provider == Provider.ADD_ON && reply.status() == 422) {
                continue;
            }
            EngineException e = refused(provider, reply, true);

            assertEquals(Failure.INVALID, e.failure());
            assertEquals(Map.of("field", "reference_images[0]"), e.error().details());
            assertTrue(e.error().message().contains("reference_images[0]"), e.error().message());
        }
    }

    @ParameterizedTest
    @EnumSource
    void operatorReadsWhatTheProviderSaid(Provider provider) throws IOException {
        Reply reply = new Reply(403, """
                {"error": {"message": "Your organization must be verified to use the model `gpt-image-2`.", "type": "invalid_request_error",
                 "param": null, "code": "org_unverified"}}""".getBytes(StandardCharsets.UTF_8),
                Map.of("x-request-id", "req_0a1b"));

        ProviderReport report = refused(provider, reply, false).report().orElseThrow();

        assertEquals(new ProviderReport(403, "org_unverified", "invalid_request_error", "req_0a1b",
                "Your organization must be verified to use the model `gpt-image-2`."), report);
    }

    @ParameterizedTest
    @EnumSource
    void operatorReadsNoPromptNoKeyAndNoImage(Provider provider) throws IOException {
        String image = Base64.getEncoder().encodeToString(Png.of(40, 40));
        String message = ("Key %s is wrong, and sk-proj-****Ij90, and ...Gh78Ij90 too. You asked for '%s' and for %s with data:image/png;base64,%s at "
                + "https://user:pw@files.example/a.png?sig=Zm9v %s").formatted(
                KEY, PROMPT, PROMPT.toUpperCase(Locale.ROOT).substring(0, 24), image, "x".repeat(2000));
        Reply reply = Reply.json(401, "{\"error\": {\"message\": \"%s\", \"code\": \"%s\", \"type\": \"%s\"}}".formatted(message, KEY, PROMPT));

        ProviderReport report = refused(provider, reply, false).report().orElseThrow();

        String all = report.toString();
        for (String secret : List.of(KEY, "Ij90", "Gh78", "Secretive", "SECRETIVE", image.substring(0, 30), "Zm9v", "pw@")) {
            assertFalse(all.contains(secret), all);
        }
        assertTrue(report.message().startsWith("Key […] is wrong"), all);
        assertTrue(report.message().length() <= 500, all);
    }
}
