package dev.imagegen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Json;
import dev.imagegen.local.system.LocalSystem;
import dev.imagegen.local.system.Options;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The smoke command against systems that run here. */
class SmokeIT {

    private static final Map<String, String> DEMO = Map.of(
            "IMAGEGEN_API_KEY", DemoCloud.KEY, "IMAGEGEN_API_SECRET", DemoCloud.SECRET,
            "IMAGEGEN_WEBHOOK_SECRET", DemoCloud.WEBHOOK_SECRET);

    private final Printed out = new Printed();

    @FunctionalInterface
    private interface Trial {
        void run(LocalSystem system) throws Exception;
    }

    private static void with(Map<String, String> more, Trial trial) throws Exception {
        Project project = Project.here();
        Map<String, String> parameters = new HashMap<>(DemoCloud.parameters());
        parameters.putAll(more);
        var options = new Options(project.template(), parameters, 0, Optional.empty(), project.dynamoDbLib(), Map.of());
        var log = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        try (var system = LocalSystem.start(options, DemoCloud.cloudinary(), DemoCloud.seeder(DemoCloud.UNLIMITED), log)) {
            trial.run(system);
        }
    }

    private int smoke(Map<String, String> environment, URI base) throws InterruptedException {
        return new SmokeCommand(environment).run(new Command.Smoke(base.toString()), out.stream());
    }

    @Test
    void everyFunctionIsTriedForNothingWithPaidEnginesToo() throws Exception {
        try (var providers = DemoProviders.start(0)) {
            Map<String, String> paid = new HashMap<>(providers.parameters(Map.of("Engine", "direct")));
            paid.put("Engine", "direct");
            with(paid, system -> {
                assertEquals(0, smoke(DEMO, system.address()), out.text());

                assertEquals(4, out.text().lines().filter(line -> line.startsWith("ok ")).count(), out.text());
                assertTrue(out.text().contains("webhook   refuses what nobody signed, and takes what the secret signed"), out.text());
                JsonNode usage = new Api(system.address()).get("usage").body().get("data");
                assertEquals(0, usage.get("used").longValue());
                assertEquals(0, usage.get("reserved").longValue());
                assertEquals(0, usage.get("possible_spend").longValue());
                String counts = new String(Api.fetch(providers.counts().toString()).body(), StandardCharsets.UTF_8);
                assertEquals(0, Json.parse(counts).findValues("calls").stream().mapToInt(JsonNode::intValue).sum(), counts);
            });
        }
    }

    @Test
    void theFunctionsOwnUrlLeadsToTwoOfThem() throws Exception {
        with(Map.of(), system -> {
            assertEquals(0, smoke(DEMO, system.functionUrl().orElseThrow()), out.text());

            assertTrue(out.text().contains("not tried  webhook "), out.text());
        });
    }

    @Test
    void wrongSecretsAreSaidInWords() throws Exception {
        with(Map.of("CloudinarySecret", "plain:not-the-one", "WebhookSecret", "plain:not-the-one"), system -> {
            assertEquals(1, smoke(DEMO, system.address()));

            assertTrue(out.text().contains("WRONG      worker    Answered with "), out.text());
            assertTrue(out.text().contains("the text of the secret that CloudinarySecret names"), out.text());
            assertTrue(out.text().contains("the secret is not the one whose ARN WebhookSecret is"), out.text());
            assertEquals(1, smoke(Map.of("IMAGEGEN_API_KEY", "nobody", "IMAGEGEN_API_SECRET", "x"), system.address()));
            assertTrue(out.text().contains("./imagegen root-key TABLE CLOUD makes one"), out.text());
        });
    }
}
