package dev.imagegen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.local.deploy.DeployTool;
import dev.imagegen.local.template.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With commands of the test in the places of {@code sam} and {@code aws}, which write down what they are called with. */
class DeployCommandTest {

    private static final Path REAL = Path.of(System.getProperty("imagegen.root"));
    private static final String SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a";

    @TempDir
    private Path root;

    private final Printed out = new Printed();

    @BeforeEach
    void project() throws IOException {
        Files.copy(REAL.resolve("template.yaml"), root.resolve("template.yaml"));
        for (String name : List.of("generate", "worker", "webhook")) {
            Path zip = root.resolve("functions/" + name + "/target/" + name + ".zip");
            Files.createDirectories(zip.getParent());
            Files.writeString(zip, name);
        }
        configure("\"MonthlyCredits=60\"");
    }

    private void configure(String more) throws IOException {
        Files.writeString(root.resolve("samconfig.toml"), """
                [dev.deploy.parameters]
                stack_name = "imagegen-dev"
                parameter_overrides = ["CloudName=demo", "CloudinaryApiKey=482915", "CloudinarySecret=%s", "WebhookSecret=%s",
                  "Engine=sandbox", %s]
                """.formatted(SECRET, SECRET, more));
    }

    private void install(String tool, int status) throws IOException {
        Path bin = Files.createDirectories(root.resolve("bin"));
        Path file = Files.writeString(bin.resolve(tool),
                "#!/bin/sh\npwd >> called\nfor a in \"$@\"; do echo \"$a\" >> called; done\nexit " + status + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private int deploy(DeployTool tool, boolean print) throws Exception {
        return new DeployCommand(new Project(root), Map.of("PATH", root.resolve("bin") + ":/bin:/usr/bin"))
                .run(new Command.Deploy("dev", tool, print), out.stream());
    }

    private List<String> called() throws IOException {
        return Files.readAllLines(root.resolve("called"));
    }

    private String release() throws IOException {
        return called().stream().filter(argument -> argument.startsWith("Release=")).findFirst().orElseThrow();
    }

    @Test
    void samGetsTheParametersOfTheEnvironmentAndARelease() throws Exception {
        install("sam", 0);

        assertEquals(0, deploy(new DeployTool.Sam(), false));

        assertEquals(root.toRealPath().toString(), Path.of(called().getFirst()).toRealPath().toString());
        assertEquals(
                List.of("deploy", "--template-file", "template.yaml", "--config-env", "dev", "--parameter-overrides"),
                called().subList(1, 7));
        assertTrue(called().contains("MonthlyCredits=\"60\""), called().toString());
        assertTrue(release().matches("Release=\"[a-f0-9]{64}\""), release());
    }

    @Test
    void aChangedParameterIsAnotherRelease() throws Exception {
        install("sam", 0);
        deploy(new DeployTool.Sam(), false);
        String before = release();
        Files.delete(root.resolve("called"));

        configure("\"MonthlyCredits=61\"");
        deploy(new DeployTool.Sam(), false);

        assertFalse(release().equals(before));
    }

    @Test
    void aParameterThatTheEnvironmentDoesNotNameIsTheTemplates() throws Exception {
        install("sam", 0);

        deploy(new DeployTool.Sam(), false);

        assertTrue(called().containsAll(List.of("TaskRetentionDays=\"35\"", "FluxEngine=\"\"")), called().toString());
    }

    @Test
    void samIsGivenQuotationMarksAsItReadsThem() throws Exception {
        install("sam", 0);
        configure("'ProviderSettings=\"{\\\"openai\\\": {\\\"ceiling\\\": 5}}\"'");

        deploy(new DeployTool.Sam(), false);

        assertTrue(called().contains("ProviderSettings=\"{\\\"openai\\\": {\\\"ceiling\\\": 5}}\""), called().toString());
    }

    @Test
    void theAwsCommandPackagesAndDeploysTheSame() throws Exception {
        install("aws", 0);

        assertEquals(0, deploy(new DeployTool.Aws("a-bucket"), false));

        assertTrue(called().containsAll(List.of("package", "deploy", "a-bucket", "imagegen-dev", "MonthlyCredits=60")), called().toString());
        assertTrue(release().matches("Release=[a-f0-9]{64}"), release());
    }

    @Test
    void theCodeOfACommandThatFailsIsHandedOn() throws Exception {
        install("sam", 3);

        assertEquals(3, deploy(new DeployTool.Sam(), false));
    }

    @Test
    void whatIsOnlyPrintedIsNotRun() throws Exception {
        assertEquals(0, deploy(new DeployTool.Sam(), true));

        assertTrue(out.text().startsWith("sam deploy --template-file template.yaml --config-env dev --parameter-overrides "), out.text());
        assertFalse(Files.exists(root.resolve("called")));
    }

    @Test
    void aToolThatIsNotInstalledIsSaid() {
        assertTrue(assertThrows(UsageException.class, () -> new DeployCommand(new Project(root), Map.of("PATH", "/nowhere"))
                .run(new Command.Deploy("dev", new DeployTool.Sam(), false), out.stream()))
                .getMessage().startsWith("The command sam is not installed."));
    }

    @Test
    void aSecretItselfIsRefusedBeforeAnythingIsCalled() throws Exception {
        install("sam", 0);
        Files.writeString(root.resolve("samconfig.toml"),
                Files.readString(root.resolve("samconfig.toml")).replaceFirst("CloudinarySecret=[^\"]+", "CloudinarySecret=plain:oops"));

        String message = assertThrows(TemplateException.class, () -> deploy(new DeployTool.Sam(), false)).getMessage();

        assertEquals("Parameter CloudinarySecret must be the ARN of a secret in Secrets Manager, not the secret itself.", message);
        assertFalse(Files.exists(root.resolve("called")));
    }

    @Test
    void anArtefactThatIsMissingIsNamed() throws Exception {
        install("sam", 0);
        Files.delete(root.resolve("functions/worker/target/worker.zip"));

        assertTrue(assertThrows(UsageException.class, () -> deploy(new DeployTool.Sam(), false)).getMessage()
                .contains("functions/worker/target/worker.zip"));
    }
}
