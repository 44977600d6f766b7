package dev.imagegen.local.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.local.template.SamTransform;
import dev.imagegen.local.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a deployment by the documented command changes of what runs, on the template as the platform transforms it. */
class DeployedChangesTest {

    private static final Path REAL = Path.of(System.getProperty("imagegen.root"), "template.yaml");
    private static final List<String> FUNCTIONS = List.of("GenerateFunction", "WorkerFunction", "WebhookFunction");
    private static final Map<String, String> REQUIRED = Map.of(
            "CloudName", "demo",
            "CloudinaryApiKey", "482915",
            "CloudinarySecret", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a",
            "WebhookSecret", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:b",
            "Engine", "sandbox");

    @TempDir
    private Path root;

    private final SamTransform transform = new SamTransform();
    private Map<String, String> parameters;

    @BeforeEach
    void project() throws IOException {
        Files.copy(REAL, root.resolve("template.yaml"));
        parameters = values(REQUIRED);
        for (String zip : template(REQUIRED).artefacts().values()) {
            Files.createDirectories(root.resolve(zip).getParent());
            Files.writeString(root.resolve(zip), "the first build");
        }
    }

    /** As the command does, so that a value is known for each parameter that the template has. */
    private Map<String, String> values(Map<String, String> given) throws IOException {
        return new TreeMap<>(template(given).parameters());
    }

    private Template template(Map<String, String> given) throws IOException {
        Map<String, String> all = new HashMap<>(given);
        all.put(Release.PARAMETER, "0".repeat(64));
        return Template.deployed(root.resolve("template.yaml"), all);
    }

    /** Another value that is as good for the hash; no rule of the template stands in its way there. */
    private static String other(String value) {
        return switch (value) {
            case "true" -> "false";
            case "false" -> "true";
            default -> value.matches("\\d+") ? Long.toString(Long.parseLong(value) + 1) : value + "x";
        };
    }

    private void deploy(Map<String, String> values, Map<String, String> artefacts) throws IOException {
        Map<String, String> all = new TreeMap<>(values);
        all.put(Release.PARAMETER, Release.of(root, values, template(REQUIRED).artefacts()));
        transform.add(all, artefacts);
    }

    private static Map<String, String> uploaded(String build) {
        return FUNCTIONS.stream().collect(Collectors.toMap(function -> function, function -> function + build));
    }

    @Test
    void anyChangeOfAnyParameterChangesWhatRuns() throws Exception {
        var changed = new ArrayList<String>();
        deploy(parameters, uploaded("1"));
        for (String name : parameters.keySet()) {
            if (!name.equals(Release.PARAMETER)) {
                Map<String, String> with = new HashMap<>(parameters);
                with.put(name, other(parameters.get(name)));
                deploy(with, uploaded("1"));
                changed.add(name);
            }
        }
        assertEquals(parameters.size() - 1, changed.size());
        assertTrue(changed.size() > 25, changed.toString());

        JsonNode templates = transform.runWithoutEvents();

        for (int i = 0; i < changed.size(); i++) {
            for (String function : FUNCTIONS) {
                assertNotEquals(live(templates.get(0), function), live(templates.get(i + 1), function),
                        function + " after a change of " + changed.get(i));
            }
        }
    }

    @Test
    void anotherArtefactOrTemplateChangesWhatRunsAndNothingNewDoesNot() throws Exception {
        deploy(parameters, uploaded("1"));
        deploy(parameters, uploaded("1"));
        Files.writeString(root.resolve(template(REQUIRED).artefacts().get("WorkerFunction")), "the second build");
        deploy(parameters, uploaded("2"));
        Files.writeString(root.resolve("template.yaml"), Files.readString(REAL) + "# a comment\n");
        deploy(parameters, uploaded("2"));

        JsonNode templates = transform.runWithoutEvents();

        for (String function : FUNCTIONS) {
            assertEquals(live(templates.get(0), function), live(templates.get(1), function));
            assertNotEquals(live(templates.get(1), function), live(templates.get(2), function));
            assertNotEquals(live(templates.get(2), function), live(templates.get(3), function));
        }
    }

    /** A version of a function that has not changed cannot be published, and the deployment would fail there. */
    @Test
    void everyFunctionItselfChangesWithTheRelease() throws Exception {
        deploy(parameters, uploaded("1"));

        JsonNode resources = transform.runWithoutEvents().get(0).get("Resources");

        for (String function : FUNCTIONS) {
            assertEquals("{\"Ref\":\"Release\"}",
                    resources.at("/" + function + "/Properties/Environment/Variables/RELEASE").toString());
        }
    }

    /** The logical id of the version that the alias leads to: the platform publishes one for each new id. */
    private static String live(JsonNode template, String function) {
        JsonNode alias = template.at("/Resources/" + function + "Aliaslive/Properties/FunctionVersion/Fn::GetAtt/0");
        assertTrue(template.at("/Resources").has(alias.textValue()), alias.toString());
        return alias.textValue();
    }

    @Test
    void noRouteIsAskedForAndEveryRouteStaysOpenToOurOwnAuthentication() throws Exception {
        deploy(parameters, uploaded("1"));

        JsonNode api = transform.run().get(0).at("/Resources/Api/Properties/Body");

        // sam deploy --guided asks for each route unless the API says something of authorisation.
        assertTrue(Files.readString(REAL).contains("      Auth:\n        EnableIamAuthorizer: true\n"));
        assertFalse(api.has("security"), "no authoriser for all routes");
        int routes = 0;
        for (var path : api.get("paths").properties()) {
            for (var method : path.getValue().properties()) {
                assertFalse(method.getValue().has("security"), method.getKey() + " " + path.getKey());
                routes++;
            }
        }
        assertTrue(routes > 20, "routes " + routes);
    }

    /** Since October 2025 a URL without both is answered with 403. */
    @Test
    void theFunctionsUrlHasBothPermissionsOfTheAliasAndNoMore() throws Exception {
        deploy(parameters, uploaded("1"));

        JsonNode resources = transform.run().get(0).get("Resources");

        String alias = "{\"Ref\":\"GenerateFunctionAliaslive\"}";
        assertEquals(alias, resources.at("/GenerateUrl/Properties/TargetFunctionArn").toString());
        assertEquals("\"NONE\"", resources.at("/GenerateUrl/Properties/AuthType").toString());
        var forAnybody = new TreeMap<String, String>();
        resources.properties().forEach(resource -> {
            JsonNode permission = resource.getValue().get("Properties");
            if (resource.getValue().get("Type").textValue().equals("AWS::Lambda::Permission")
                    && permission.get("Principal").asText().equals("*")) {
                assertEquals(alias, permission.get("FunctionName").toString());
                assertEquals("HasFunctionUrl", resource.getValue().get("Condition").textValue());
                forAnybody.put(permission.get("Action").textValue(),
                        permission.path("FunctionUrlAuthType").asText() + permission.path("InvokedViaFunctionUrl").asText());
            }
        });
        assertEquals(Map.of("lambda:InvokeFunctionUrl", "NONE", "lambda:InvokeFunction", "true"), forAnybody);
    }

    /** The platform keeps these permissions in one policy of 20,480 bytes for each alias. */
    @Test
    void thePermissionsOfAnAliasFitItsPolicy() throws Exception {
        deploy(parameters, uploaded("1"));

        Map<String, Integer> bytes = new LinkedHashMap<>();
        for (var resource : transform.run().get(0).get("Resources").properties()) {
            if (resource.getValue().at("/Type").textValue().equals("AWS::Lambda::Permission")) {
                String alias = resource.getValue().at("/Properties/FunctionName").toString();
                String path = resource.getValue().at("/Properties/SourceArn/Fn::Sub/0").asText("");
                // Its id has the name of the stack (thirty letters) and its own; ARNs of function and API come to 300 more.
                bytes.merge(alias, 30 + resource.getKey().length() + path.length() + 320, Integer::sum);
            }
        }
        bytes.forEach((alias, size) -> assertTrue(size < 20_480, alias + " has " + size));
    }
}
