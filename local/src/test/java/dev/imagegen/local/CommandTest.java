package dev.imagegen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.local.deploy.DeployTool;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {

    @Test
    void upHasDefaults() {
        assertEquals(new Command.Up(3000, Optional.empty(), OptionalLong.empty(), Map.of()), Command.parse("up"));
    }

    @Test
    void parametersOfTheTemplateAreTakenFromSet() {
        var up = (Command.Up) Command.parse("up", "--set", "TemporaryAssetMinutes=1", "--set", "DefaultModel=flux/premium");

        assertEquals(Map.of("TemporaryAssetMinutes", "1", "DefaultModel", "flux/premium"), up.set());
    }

    @Test
    void aParameterWithoutAValueIsRefused() {
        assertThrows(UsageException.class, () -> Command.parse("up", "--set", "TemporaryAssetMinutes"));
    }

    @Test
    void theOtherCommandsAreReadWithTheirArguments() {
        assertEquals(new Command.Demo(), Command.parse("demo"));
        assertEquals(new Command.Env(), Command.parse("env"));
        assertEquals(new Command.Sign(Path.of("e.json")), Command.parse("sign", "e.json"));
        assertEquals(new Command.RootKey("t", "c"), Command.parse("root-key", "t", "c"));
        assertEquals(new Command.Deploy("dev", new DeployTool.Sam(), false), Command.parse("deploy", "dev"));
        assertEquals(new Command.Deploy("prod", new DeployTool.Aws("b"), true), Command.parse("deploy", "prod", "--print", "--bucket", "b"));
        assertThrows(UsageException.class, () -> Command.parse("deploy"));
        assertThrows(UsageException.class, () -> Command.parse("deploy", "--print"));
        assertThrows(UsageException.class, () -> Command.parse("deploy", "dev", "--guided"));
        assertThrows(UsageException.class, () -> Command.parse("sign"));
        assertThrows(UsageException.class, () -> Command.parse("root-key", "t"));
        assertEquals(new Command.Smoke("https://h/v2"), Command.parse("smoke", "https://h/v2"));
        assertThrows(UsageException.class, () -> Command.parse("smoke"));
        assertEquals(new Command.AuditTable(Optional.empty()), Command.parse("audit"));
        assertEquals(new Command.AuditTable(Optional.of("t")), Command.parse("audit", "t"));
        assertThrows(UsageException.class, () -> Command.parse("audit", "t", "u"));
    }

    @Test
    void upTakesItsOptionsInAnyOrder() {
        assertEquals(
                new Command.Up(8080, Optional.of(Path.of("d").toAbsolutePath()), OptionalLong.of(50), Map.of()),
                Command.parse("up", "--credits", "50", "--data", "d", "--port", "8080"));
    }

    @Test
    void receiveHasDefaultsAndTakesItsOptionsInAnyOrder() {
        assertEquals(new Command.Receive(4000, 200, Optional.empty()), Command.parse("receive"));
        assertEquals(new Command.Receive(0, 503, Optional.of("whsec_QUJD")),
                Command.parse("receive", "--secret", "whsec_QUJD", "--status", "503", "--port", "0"));
    }

    @Test
    void invokeTakesAFunctionAndAnEvent() {
        assertEquals(new Command.Invoke("generate", Path.of("e.json")), Command.parse("invoke", "generate", "e.json"));
    }

    @Test
    void nothingAsksForHelp() {
        assertEquals(new Command.Help(), Command.parse());
        assertEquals(new Command.Help(), Command.parse("--help"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "up --help", "up --port 3000 -h", "demo --help", "receive -h", "invoke --help", "sign --help", "env -h",
        "root-key --help", "deploy -h", "smoke --help", "audit --help", "audit -h"
    })
    void helpIsGivenBehindEachCommand(String line) {
        assertEquals(new Command.Help(), Command.parse(line.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void aFolderWithoutANameIsRefused(String folder) {
        var error = assertThrows(UsageException.class, () -> Command.parse("up", "--data", folder, "--port", "8080"));

        assertEquals("--data must name a folder; it is empty.", error.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fly                        | There is no command fly
            fly --help                 | There is no command fly
            up --speed 9               | up has no option --speed
            up --port                  | --port needs a value
            up --port 65536            | --port must be a whole number from 0 to 65535, not 65536
            up --port -1               | --port must be a whole number
            up --credits many          | --credits must be a whole number
            receive --status 199       | --status must be one of HTTP, from 200 to 599, not 199
            receive --status 600       | --status must be one of HTTP
            receive --status fine      | --status must be one of HTTP
            receive --data d           | receive has no option --data
            receive --port             | --port needs a value
            demo x                     | demo takes nothing more, not x
            demo --port 8080           | demo takes nothing more, not --port
            env x                      | env takes nothing more, not x
            env FUNCTION EVENT         | env takes nothing more, not FUNCTION
            invoke generate            | invoke takes a function and the file of an event
            invoke generate a b        | invoke takes a function and the file of an event
            """)
    void refuses(String line, String message) {
        var error = assertThrows(UsageException.class, () -> Command.parse(line.split(" "))).getMessage();

        assertTrue(error.contains(message), error);
    }
}
