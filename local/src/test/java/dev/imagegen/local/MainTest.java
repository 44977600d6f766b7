package dev.imagegen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exit codes, and what goes to which stream. */
class MainTest {

    @TempDir
    private Path root;

    private final Printed out = new Printed();
    private final Printed err = new Printed();

    @Test
    void helpIsAnAnswer() {
        assertEquals(0, run());
        assertEquals(Command.USAGE, out.text().strip());
        assertEquals("", err.text());
    }

    @Test
    void aWrongCommandLineIsMisuse() {
        assertEquals(2, run("fly"));
        assertEquals("There is no command fly. " + Command.USAGE, err.text().strip());
        assertEquals("", out.text());
    }

    @Test
    void environmentWithoutARunningSystemIsMisuse() {
        assertEquals(2, run("env"));
        assertEquals("No system runs here: start one with ./imagegen up.", err.text().strip());
    }

    @Test
    void aFileThatIsNotThereIsMisuseThatNamesIt() {
        var missing = root.resolve("none.json").toString();

        assertEquals(2, run("sign", missing));
        assertTrue(err.text().contains(missing), err.text());
    }

    @Test
    void auditWithoutATableNeedsASystemThatRuns() {
        assertEquals(2, run("audit"));
        assertEquals("No system runs here: start one with ./imagegen up, or name the table of a stack.", err.text().strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit Table", "root-key Table acme"})
    void aDeployedTableWithoutCredentialsIsMisuseThatNamesWhatIsMissing(String line) {
        assertEquals(2, run(line.split(" ")));
        assertEquals("The environment lacks AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY. "
                + "aws configure export-credentials --format env prints the credentials of a profile.", err.text().strip());
        assertEquals("", out.text());
    }

    @Test
    void projectHasEverythingBelowItsRoot() {
        var project = new Project(root);

        assertEquals(root.resolve("template.yaml"), project.template());
        assertEquals(root.resolve("local/dynamodb/target/lib"), project.dynamoDbLib());
        assertEquals(root.resolve("local/target/ric"), project.runtimeClientLib());
        assertEquals(root.resolve(".imagegen/up.json"), project.stateFile());
    }

    @Test
    void projectIsTheOneThatThePropertyNames() {
        assertEquals(Path.of(System.getProperty("imagegen.root")).toAbsolutePath(), Project.here().root());
        assertTrue(Project.here().root().isAbsolute());
    }

    private int run(String... arguments) {
        return new Main(new Project(root), Map.of(), out.stream(), err.stream()).run(arguments);
    }
}
