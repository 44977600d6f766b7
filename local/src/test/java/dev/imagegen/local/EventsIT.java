package dev.imagegen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Json;
import dev.imagegen.local.runtime.Invocation;
import dev.imagegen.local.runtime.RuntimeProcess;
import dev.imagegen.local.system.CloudinaryStarter;
import dev.imagegen.local.system.Options;
import dev.imagegen.local.system.Surroundings;
import dev.imagegen.local.template.FunctionSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every sample event, through the packaged artefact of its function under the real runtime. */
@EnabledOnOs(OS.LINUX)
class EventsIT {

    private static final Project PROJECT = Project.here();
    private static final PrintStream LOG = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);

    private static Surroundings surroundings;
    private static final Map<String, RuntimeProcess> FUNCTIONS = new HashMap<>();

    @BeforeAll
    static void start() throws IOException {
        var options = new Options(
                PROJECT.template(), DemoCloud.parameters(), 0, Optional.empty(), PROJECT.dynamoDbLib(), Map.of());
        surroundings = Surroundings.start(
                options, URI.create("http://127.0.0.1:1"), (_, _) -> new NoCloudinary(), DemoCloud.seeder(DemoCloud.UNLIMITED));
        for (FunctionSpec function : surroundings.functions()) {
            FUNCTIONS.put(
                    function.id().replace("Function", "").toLowerCase(),
                    RuntimeProcess.start(PROJECT.runtimeClientLib(), PROJECT.root().resolve(function.codeUri()), function,
                            surroundings.environment(function), Clock.systemUTC(), () -> UUID.randomUUID().toString(), LOG));
        }
    }

    @AfterAll
    static void stop() {
        FUNCTIONS.values().forEach(RuntimeProcess::close);
        surroundings.close();
    }

    private static final class NoCloudinary implements CloudinaryStarter.Running {
        @Override
        public URI base() {
            return URI.create("http://127.0.0.1:1");
        }

        @Override
        public void close() {
            // Nothing was started.
        }
    }

    private static JsonNode invoke(String function, String event) throws InterruptedException {
        var answer = assertInstanceOf(Invocation.Answer.class, FUNCTIONS.get(function).invoke(event));
        return Json.parse(answer.json());
    }

    private static Path file(String name) {
        return PROJECT.root().resolve("events").resolve(name + ".json");
    }

    @ParameterizedTest
    @CsvSource({
        "generate/text_to_image, 202, pending",
        "generate/text_to_image_temporary, 202, pending",
        "generate/text_to_image_dry_run, 200, covered",
        "generate/text_to_image_once, 202, pending",
        "generate/image_to_image, 202, pending",
        "generate/models, 200, flux-2-pro",
        "generate/tasks, 200, next_cursor",
        "generate/cancel_unknown, 404, task_not_found",
        "generate/task_unknown, 404, task_not_found",
        "generate/deliveries_unknown, 404, task_not_found",
        "generate/deliver_again_unknown, 404, task_not_found",
        "generate/webhook_settings, 200, secrets",
        "generate/webhook_settings_nowhere, 200, notification_url",
        "generate/webhook_secret, 201, secret",
        "generate/webhook_secret_unknown, 404, secret_not_found",
        "generate/delivery_urls, 200, urls",
        "generate/delivery_urls_unknown, 404, asset_not_found",
        "generate/keys, 200, demo-key",
        "generate/make_key, 201, api_secret",
        "generate/bad_key, 400, unknown_model",
        "generate/delete_key_unknown, 404, key_not_found",
        "generate/plan, 200, free_credits",
        "generate/plan_paid, 200, spending_limit",
        "generate/bad_plan, 400, invalid_request",
        "generate/usage, 200, by_model",
        "generate/bad_month, 400, invalid_request",
        "generate/health, 200, ok",
        "generate/openapi, 200, 3.0.3",
        "generate/console, 200, sign-in",
        "generate/bad_both_size_forms, 400, invalid_request",
        "generate/bad_json, 400, invalid_json",
        "generate/bad_idempotency_key, 400, invalid_request",
        "generate/bad_cursor, 400, invalid_request",
        "generate/bad_unknown_model, 400, unknown_model",
        "generate/bad_secret, 401, invalid_credentials",
        "generate/bad_method, 405, method_not_allowed",
        "generate/bad_route, 404, route_not_found",
        "generate/bad_no_reference, 400, invalid_request",
        "generate/bad_webhook_settings, 400, invalid_request",
        "webhook/upload, 401, invalid_signature",
        "webhook/delete, 401, invalid_signature",
        "webhook/rename, 401, invalid_signature",
        "webhook/generation, 401, invalid_signature",
    })
    void aCallIsAnswered(String event, int status, String word) throws Exception {
        JsonNode answer = invoke(event.substring(0, event.indexOf('/')), Files.readString(file(event)));

        assertEquals(status, answer.get("statusCode").intValue(), answer.toString());
        assertTrue(answer.get("body").textValue().contains('"' + word + '"'), answer.toString());
    }

    @ParameterizedTest
    @CsvSource({"webhook/upload", "webhook/delete", "webhook/rename", "webhook/generation"})
    void aNotificationThatIsSignedNowIsTaken(String event) throws Exception {
        var signed = new ByteArrayOutputStream();
        new SignCommand(Clock.systemUTC()).run(file(event), new PrintStream(signed, true, StandardCharsets.UTF_8));

        JsonNode answer = invoke("webhook", signed.toString(StandardCharsets.UTF_8));

        assertEquals(200, answer.get("statusCode").intValue(), answer.toString());
    }

    @ParameterizedTest
    @CsvSource({"worker/job_of_unknown_task, 0", "worker/bad_job, 1", "worker/sweep, 0", "worker/audit, 0"})
    void aBatchSaysWhatFailed(String event, int failures) throws Exception {
        JsonNode answer = invoke("worker", Files.readString(file(event)));

        assertEquals(failures, answer.get("batchItemFailures").size(), answer.toString());
    }

    @Test
    void everySampleIsTriedHere() throws Exception {
        var tried = new TreeSet<String>();
        for (var method : EventsIT.class.getDeclaredMethods()) {
            var source = method.getAnnotation(CsvSource.class);
            if (source != null) {
                List.of(source.value()).forEach(row -> tried.add(row.split(",")[0]));
            }
        }
        var samples = new TreeSet<String>();
        Path events = PROJECT.root().resolve("events");
        try (var files = Files.walk(events)) {
            files.filter(f -> f.toString().endsWith(".json"))
                    .forEach(f -> samples.add(events.relativize(f).toString().replace(".json", "").replace('\\', '/')));
        }
        assertEquals(samples, tried);
    }
}
