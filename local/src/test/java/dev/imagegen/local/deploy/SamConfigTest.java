package dev.imagegen.local.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.local.UsageException;
import dev.imagegen.local.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamConfigTest {

    private static final Path ROOT = Path.of(System.getProperty("imagegen.root"));

    @TempDir
    private Path folder;

    private SamConfig read(String overrides) throws IOException {
        Path file = folder.resolve("samconfig.toml");
        Files.writeString(file, """
                version = 0.1
                [dev.deploy.parameters]
                stack_name = "a-stack" # of mine
                parameter_overrides = %s
                """.formatted(overrides));
        return SamConfig.read(file, "dev");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "[\n  \"A=one\",\n  'B=\"two \\\"words\\\"\"',\n  \"C=\",\n]",
        "'A=one B=\"two \\\"words\\\"\" C='",
        "{A = \"one\", B = 'two \"words\"', C = \"\"}",
    })
    void parametersStandAsAListATextOrATable(String overrides) throws IOException {
        assertEquals(new SamConfig("a-stack", Map.of("A", "one", "B", "two \"words\"", "C", "")), read(overrides));
    }

    @Test
    void whatIsStillToBeFilledInIsNamed() {
        assertEquals("Fill in the environment dev of samconfig.toml first: B.", refusal("[\"A=one\", \"B=CHANGE-ME\"]"));
    }

    @Test
    void aParameterThatIsNoneIsNamed() {
        assertTrue(refusal("[\"A one\"]").startsWith("samconfig.toml has 'A one' among the parameter_overrides"));
        assertTrue(refusal("'A={\"a\": 1}'").startsWith("samconfig.toml has 'A={\"a\": 1}'"), "quotation marks go in quotes");
    }

    @Test
    void anEnvironmentThatIsNotThereIsSaid() throws IOException {
        read("[]");
        String message = assertThrows(UsageException.class, () -> SamConfig.read(folder.resolve("samconfig.toml"), "prod")).getMessage();

        assertEquals("samconfig.toml has no [prod.deploy.parameters], only dev.", message);
    }

    @Test
    void aFileThatIsNoTomlIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("samconfig.toml"), "[dev");

        assertTrue(assertThrows(UsageException.class, () -> SamConfig.read(file, "dev")).getMessage().contains("cannot be read"));
    }

    private String refusal(String overrides) {
        return assertThrows(UsageException.class, () -> read(overrides)).getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void theShippedEnvironmentsFitTheTemplateOnceTheyAreFilledIn(String environment) throws IOException {
        String shipped = Files.readString(ROOT.resolve("samconfig.toml"))
                .replace("Secret=CHANGE-ME", "Secret=arn:aws:secretsmanager:eu-west-1:123456789012:secret:a")
                .replace("Engine=CHANGE-ME", "Engine=direct")
                .replace("CHANGE-ME", "filled-in");
        Path file = Files.writeString(folder.resolve("samconfig.toml"), shipped);
        Map<String, String> parameters = new HashMap<>(SamConfig.read(file, environment).parameters());
        parameters.put(Release.PARAMETER, "0".repeat(64));

        Map<String, String> values = Template.deployed(ROOT.resolve("template.yaml"), parameters).parameters();

        assertEquals(environment.equals("dev") ? "sandbox" : "direct", values.get("Engine"));
        int worker = Integer.parseInt(values.get("WorkerReservedConcurrency"));
        assertTrue(worker == 0 || worker >= Integer.parseInt(values.get("WorkerConcurrency")) + 12, "the worker's share " + worker);
        assertTrue(shipped.contains("[" + environment + ".deploy.parameters]\nstack_name"));
    }

    /** A forgotten word in the file must not make a stack of drawings for paying clients. */
    @Test
    void productionHasNoEngineThatNobodyChose() throws IOException {
        assertTrue(Files.readString(ROOT.resolve("samconfig.toml")).contains("\"Engine=CHANGE-ME\""));
        assertTrue(assertThrows(RuntimeException.class, () -> Template.deployed(ROOT.resolve("template.yaml"), Map.of(
                "CloudName", "demo", "CloudinaryApiKey", "1", "Release", "0".repeat(64),
                "CloudinarySecret", "arn:aws:secretsmanager:x", "WebhookSecret", "arn:aws:secretsmanager:x")))
                .getMessage().contains("Engine"));
    }
}
