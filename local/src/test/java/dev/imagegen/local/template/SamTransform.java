package dev.imagegen.local.template;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.imagegen.contract.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the platform makes of the template, by its own transform; the gate has it. Without it the tests are skipped. */
public final class SamTransform {

    private static final Path ROOT = Path.of(System.getProperty("imagegen.root"));

    private final ArrayNode cases = Json.array();

    /**
     * Adds a deployment.
     *
     * @param parameters their values by name
     * @param artefacts  what names the content of each function's artefact, by the function's logical id
     */
    public void add(Map<String, String> parameters, Map<String, String> artefacts) {
        var deployment = cases.addObject();
        parameters.forEach(deployment.putObject("parameters")::put);
        artefacts.forEach(deployment.putObject("artefacts")::put);
    }

    /** Transforms them all, in the order in which they were added. */
    public JsonNode run() throws IOException, InterruptedException {
        return run(true);
    }

    /** The same without the routes and other events of the functions, which is much faster. */
    public JsonNode runWithoutEvents() throws IOException, InterruptedException {
        return run(false);
    }

    private JsonNode run(boolean events) throws IOException, InterruptedException {
        assumeTrue(python("-c", "import samtranslator").start().waitFor() == 0, "Python has no samtranslator (cfn-lint brings it)");
        var process = python(ROOT.resolve("local/src/test/resources/transform.py").toString());
        Path out = Files.createTempFile("transformed", ".json");
        try {
            Process running = process.redirectOutput(out.toFile()).start();
            try (var in = running.getOutputStream()) {
                in.write(Json.write(Json.object().put("template", ROOT.resolve("template.yaml").toString())
                                .put("events", events).set("cases", cases))
                        .getBytes(StandardCharsets.UTF_8));
            }
            String errors = new String(running.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            if (running.waitFor() != 0) {
                throw new AssertionError(errors);
            }
            return Json.parse(Files.readString(out));
        } finally {
            Files.delete(out);
        }
    }

    private static ProcessBuilder python(String... arguments) {
        var command = new ProcessBuilder("python3");
        command.command().addAll(List.of(arguments));
        command.environment().put("AWS_DEFAULT_REGION", Template.REGION);
        return command;
    }
}
