package dev.imagegen.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
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
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every field of every answer that says success, with everything in it that does not belong there. The picture is paid for by
 * then: whatever stands in a field that is not the picture, it must come out; and where it cannot, the engine must say so in
 * its own words, since anything else leaves a task that nobody ends.
 */
class HostileFieldsTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final byte[] IMAGE = Png.of(64, 48);
    private static final List<String> VALUES = List.of("null", "true", "\"-7\"", "-1", "1e400", "9223372036854775807",
            "99999999999999999999999", "[null]");

    private interface Maker {
        ImageEngine make(ProviderSettings settings, ProviderHttp http);
    }

    /** An answer, and which of its fields the picture hangs on. */
    private enum Answer {
        OPENAI(OpenAiEngine::new, "gpt-image-2", Set.of("data", "data/0", "data/0/b64_json"), """
                {"created": 1, "background": "opaque", "output_format": "png", "size": "64x48", "data": [{"b64_json": "IMAGE"}],
                 "usage": {"input_tokens": 14, "input_tokens_details": {"text_tokens": 14, "image_tokens": 0},
                  "output_tokens": 1413, "total_tokens": 1427}}"""),
        RECRAFT(RecraftEngine::new, "recraft-v4", Set.of("data", "data/0", "data/0/b64_json"), """
                {"created": 1, "credits": 40, "data": [{"image_id": "2e9f", "b64_json": "IMAGE", "revised_prompt": "x"}]}"""),
        RECRAFT_BY_URL(RecraftEngine::new, "recraft-v4", Set.of("data", "data/0", "data/0/url"), """
                {"created": 1, "credits": 40, "data": [{"image_id": "2e9f", "url": "BASE/file"}]}"""),
        GEMINI(GeminiEngine::new, "nano-banana-2", Set.of("candidates", "candidates/0", "candidates/0/content",
                "candidates/0/content/parts", "candidates/0/content/parts/1", "candidates/0/content/parts/1/inlineData",
                "candidates/0/content/parts/1/inlineData/data", "candidates/0/content/parts/1/thought"), """
                {"candidates": [{"index": 0, "content": {"role": "model", "parts": [{"text": "Here."},
                  {"inlineData": {"mimeType": "image/png", "data": "IMAGE"}, "thought": false}]}, "finishReason": "STOP"}],
                 "usageMetadata": {"promptTokenCount": 12, "candidatesTokenCount": 1120, "thoughtsTokenCount": 3,
                  "promptTokensDetails": [{"modality": "IMAGE", "tokenCount": 9}],
                  "candidatesTokensDetails": [{"modality": "IMAGE", "tokenCount": 1120}]}, "responseId": "kX1w"}"""),
        BFL((settings, http) -> new BflEngine(settings, http, CLOCK), "flux-2-pro", Set.of(), """
                {"id": "6f1c", "polling_url": "BASE/question", "cost": 3.0, "input_mp": 0.0, "output_mp": 0.75}"""),
        BFL_ASKED((settings, http) -> new BflEngine(settings, http, CLOCK), "flux-2-pro",
                Set.of("status", "result", "result/sample"), """
                {"id": "6f1c", "status": "Ready", "result": {"sample": "BASE/file", "prompt": "x", "seed": 7, "duration": 4.5},
                 "progress": null}"""),
        IDEOGRAM((settings, http) -> new IdeogramEngine(settings, http, CLOCK), "ideogram-v4-turbo", Set.of("generation_id"), """
                {"generation_id": "p3Zq", "seed": 7}"""),
        IDEOGRAM_AT_ONCE((settings, http) -> new IdeogramEngine(settings, http, CLOCK), "ideogram-v4-turbo",
                Set.of("data", "data/0", "data/0/url", "data/0/is_image_safe"), """
                {"generation_id": "p3Zq", "seed": 7, "data": [{"url": "BASE/file", "seed": 7, "is_image_safe": true}]}"""),
        IDEOGRAM_ASKED((settings, http) -> new IdeogramEngine(settings, http, CLOCK), "ideogram-v4-turbo",
                Set.of("status", "data", "data/0", "data/0/url", "data/0/is_image_safe"), """
                {"generation_id": "p3Zq", "status": "completed", "usage_cost_usd_micros": 30000,
                 "data": [{"url": "BASE/file", "seed": 7, "is_image_safe": true}]}"""),
        ADD_ON(HostileFieldsTest::addOn, "flux-2-pro", Set.of("data", "data/task_id"), """
                {"data": {"task_id": "1c9e", "status": "pending"}, "limits": {"addons_quota": [{"used_by_request": 3}]},
                 "notices": [{"severity": "info", "text": "x"}]}"""),
        ADD_ON_ASKED(HostileFieldsTest::addOn, "flux-2-pro", Set.of("data", "data/status", "data/result",
                "data/result/assets", "data/result/assets/0", "data/result/assets/0/storage",
                "data/result/assets/0/storage/storage_type", "data/result/assets/0/storage/secure_url",
                "data/result/assets/0/storage/asset_id", "data/result/assets/0/storage/public_id",
                "data/result/assets/0/storage/version"), """
                {"data": {"task_id": "1c9e", "status": "completed", "result": {"assets": [{"storage": {"storage_type": "managed_asset",
                  "secure_url": "BASE/file", "asset_id": "a1", "public_id": "gen/lamp", "version": 1790000000,
                  "moderation": [{"kind": "manual", "status": "approved"}]}, "format": "png", "width": 64, "height": 48,
                  "bytes": 5, "seed": 7}]}}, "limits": {"addons_quota": [{"used_by_request": 3}]},
                 "notices": [{"severity": "info", "text": "x"}]}""");

        private final Maker maker;
        private final String model;
        private final Set<String> needed;
        private final String json;

        Answer(Maker maker, String model, Set<String> needed, String json) {
            this.maker = maker;
            this.model = model;
            this.needed = needed;
            this.json = json;
        }

        private boolean asked() {
            return name().endsWith("_ASKED");
        }
    }

    private static ImageEngine addOn(ProviderSettings settings, ProviderHttp http) {
        return new AddOnEngine(settings, "demo", "key", Optional.empty(), (_, _, _) -> URI.create("https://x.example"), http, CLOCK);
    }

    @ParameterizedTest
    @EnumSource(Answer.class)
    void thePictureComesOutWhateverElseTheAnswerSays(Answer answer) throws IOException {
        List<String> wrong = new ArrayList<>();
        String[] body = new String[1];
        try (HttpStub stub = new HttpStub(call -> reply(call, body[0]))) {
            String json = answer.json.replace("BASE", stub.address().toString())
                    .replace("IMAGE", Base64.getEncoder().encodeToString(IMAGE));
            ImageEngine engine = answer.maker.make(
                    new ProviderSettings(stub.address(), () -> "key", List.of(), 8), new ProviderHttp(CLOCK));
            Upstream upstream = new Upstream(
                    engine.name(), "6f1c", URI.create(stub.address() + "/question"), CLOCK.instant(), OptionalLong.empty());
            for (List<String> path : paths(Json.parse(json))) {
                for (String value : VALUES) {
                    body[0] = with(json, path, value);
                    told(answer, engine, upstream, String.join("/", path)).ifPresent(
                            what -> wrong.add(String.join("/", path) + " = " + value + ": " + what));
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static Reply reply(HttpStub.Call call, String body) {
        return call.path().equals("/file") ? new Reply(200, IMAGE)
                : call.path().contains("/resources/") ? Reply.json(404, "{}") : Reply.json(200, body);
    }

    /** What is wrong with what the engine makes of it; empty if nothing is. */
    private static Optional<String> told(Answer answer, ImageEngine engine, Upstream upstream, String path) {
        var drawing = Drawings.usual().task("0199b2c3d4e5f60718293a4b5c6d7e8f").model(answer.model).target(Target.DEFAULT).drawing();
        try {
            Progress made = answer.asked() ? ((AsynchronousEngine) engine).ask(upstream, drawing) : engine.generate(drawing);
            boolean whole = switch (made) {
                case Picture picture -> Arrays.equals(IMAGE, picture.bytes()) && sane(picture.microDollars());
                case Delivered delivered -> delivered.asset().width() == 64 && sane(delivered.microDollars());
                case Pending(Upstream taken) -> !answer.asked() || answer.needed.contains(path);
            };
            return whole ? Optional.empty() : Optional.of("is " + made);
        } catch (EngineException e) {
            return answer.needed.contains(path) && !e.failure().safeToRepeat() || answer.asked() && answer.needed.contains(path)
                    ? Optional.empty()
                    : Optional.of(e.failure() + " " + e.getMessage());
        } catch (RuntimeException e) {
            return Optional.of(e.toString());
        }
    }

    private static boolean sane(OptionalLong microDollars) {
        return microDollars.isEmpty() || microDollars.getAsLong() >= 0;
    }

    private static List<List<String>> paths(JsonNode node) {
        List<List<String>> paths = new ArrayList<>();
        children(node).forEach(name -> {
            paths.add(List.of(name));
            paths(child(node, name)).forEach(rest -> paths.add(Stream.concat(Stream.of(name), rest.stream()).toList()));
        });
        return paths;
    }

    private static Stream<String> children(JsonNode node) {
        return node.isArray() ? Stream.iterate(0, i -> i + 1).limit(node.size()).map(String::valueOf)
                : node.properties().stream().map(Map.Entry::getKey);
    }

    private static JsonNode child(JsonNode node, String name) {
        return node.isArray() ? node.get(Integer.parseInt(name)) : node.get(name);
    }

    /** The answer with another value in one place, as it is written. */
    private static String with(String json, List<String> path, String value) {
        JsonNode root = Json.parse(json);
        JsonNode parent = root;
        for (String name : path.subList(0, path.size() - 1)) {
            parent = child(parent, name);
        }
        switch (parent) {
            case ObjectNode object -> object.put(path.getLast(), "HERE");
            case ArrayNode array -> array.set(Integer.parseInt(path.getLast()), "HERE");
            default -> throw new IllegalStateException("No parent: " + path);
        }
        String written = Json.write(root).replace("\"HERE\"", value);
        assertTrue(written.contains(value));
        return written;
    }
}
