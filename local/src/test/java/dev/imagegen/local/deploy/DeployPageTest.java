package dev.imagegen.local.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says about deploying, done. */
class DeployPageTest {

    private static final Path ROOT = Path.of(System.getProperty("imagegen.root"));

    @TempDir
    private Path folder;

    private static String part() throws IOException {
        String page = Files.readString(ROOT.resolve("README.md"));
        return page.substring(page.indexOf("## Deploy it"), page.indexOf("## Where to read on"));
    }

    @Test
    void theSecretsAreMadeByItsCommandsAndStandInNoArgument() throws Exception {
        var block = Pattern.compile("```sh\n(.*?create-secret.*?)```", Pattern.DOTALL).matcher(part());
        assertTrue(block.find());
        Path aws = Files.writeString(folder.resolve("aws"),
                "#!/bin/sh\necho \"$@\" >> arguments\ncat /dev/stdin >> texts\necho >> texts\n");
        Files.setPosixFilePermissions(aws, PosixFilePermissions.fromString("rwxr-xr-x"));
        var shell = new ProcessBuilder("bash", "-c", block.group(1)).directory(folder.toFile()).redirectErrorStream(true);
        shell.environment().put("PATH", folder + ":" + System.getenv("PATH"));

        Process process = shell.start();
        try (var in = process.getOutputStream()) {
            in.write("the-first\nthe-$econd \"one\"\n".getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, process.waitFor(), said);
        assertEquals("the-first\nthe-$econd \"one\"\n", Files.readString(folder.resolve("texts")));
        String arguments = Files.readString(folder.resolve("arguments"));
        assertFalse(arguments.contains("the-"), arguments);
        assertEquals(2, arguments.lines().filter(line -> line.contains("--secret-string file:///dev/stdin")).count());
    }

    @Test
    void theOneCommandThatDeploysIsOurs() throws IOException {
        assertTrue(part().contains("```sh\n./imagegen deploy dev\n```"));
        assertFalse(part().contains("\nsam deploy"), part());
    }

    @Test
    void theUpgradeOfTwoIndexesStandsWhereAnOperatorLooks() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/operations.md"));

        assertTrue(page.substring(page.indexOf("## Upgrading")).contains("CloudFormation adds one index to a table at a time"));
        assertTrue(part().contains("docs/operations.md"));
    }
}
