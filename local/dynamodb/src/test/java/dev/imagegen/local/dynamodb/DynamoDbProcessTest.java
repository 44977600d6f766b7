package dev.imagegen.local.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynamoDbProcessTest {

    private static final Path LIB = Path.of(System.getProperty("imagegen.dynamodb.lib"));

    @TempDir
    private Path dir;

    @Test
    void answersAndIsGoneAfterClose() throws Exception {
        ProcessHandle process;
        try (var dynamoDb = DynamoDbProcess.start(LIB, Optional.empty())) {
            process = ProcessHandle.of(dynamoDb.pid()).orElseThrow();
            var table = new Table(dynamoDb.endpoint());

            assertEquals("127.0.0.1", dynamoDb.endpoint().getHost());
            assertEquals(200, table.create().statusCode());
            assertEquals(200, table.put("a").statusCode());
            assertTrue(table.get("a").body().contains("\"a\""));
        }
        assertFalse(process.isAlive());
    }

    @Test
    void keepsItsItemsWhenItIsKilledAndStartedAgainInTheSameFolder() throws Exception {
        var data = dir.resolve("not/yet/there");
        try (var first = DynamoDbProcess.start(LIB, Optional.of(data))) {
            var table = new Table(first.endpoint());
            table.create();
            assertEquals(200, table.put("kept").statusCode());
            var process = ProcessHandle.of(first.pid()).orElseThrow();
            process.destroyForcibly();
            process.onExit().get();
        }
        try (var second = DynamoDbProcess.start(LIB, Optional.of(data))) {
            assertTrue(new Table(second.endpoint()).get("kept").body().contains("\"kept\""));
        }
    }

    /** In a folder of the test's own: in that of the machine any other start clears up too. */
    private List<Path> scratches() throws IOException {
        try (var all = Files.newDirectoryStream(dir, "imagegen-dynamodb-*")) {
            return StreamSupport.stream(all.spliterator(), false).toList();
        }
    }

    @Test
    void leavesNoTemporaryFilesBehind() throws Exception {
        try (var dynamoDb = DynamoDbProcess.start(LIB, Optional.empty(), dir)) {
            new Table(dynamoDb.endpoint()).create();

            var files = scratches().getFirst().toFile().list();
            assertTrue(Arrays.stream(files).anyMatch(name -> name.startsWith("sqlite")), Arrays.toString(files));
        }
        assertEquals(List.of(), scratches());
    }

    @Test
    void endsWhenTheProcessThatStartedItIsKilled() throws Exception {
        var parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartAndWait.class.getName(),
                        LIB.toString(),
                        dir.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var reader = parent.inputReader()) {
            var child = ProcessHandle.of(Long.parseLong(reader.readLine())).orElseThrow();
            assertTrue(child.isAlive());

            parent.destroyForcibly();

            child.onExit().get();
            assertFalse(child.isAlive());
            var left = scratches();
            assertEquals(1, left.size(), "what a killed process could not delete");
            parent.onExit().get();
            DynamoDbProcess.start(LIB, Optional.empty(), dir).close();
            assertEquals(List.of(), scratches());
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void saysWhatToBuildWhenTheJarsAreMissing() {
        var error = assertThrows(IOException.class, () -> DynamoDbProcess.start(dir.resolve("nothing"), Optional.empty()));

        assertTrue(error.getMessage().contains("build the module local/dynamodb"), error.getMessage());
    }

    @Test
    void showsTheOutputOfAProcessThatEndsAtOnce() throws Exception {
        var empty = Files.createDirectory(dir.resolve("empty"));

        var error = assertThrows(IOException.class, () -> DynamoDbProcess.start(empty, Optional.empty()));

        assertTrue(error.getMessage().contains("ended with status 1"), error.getMessage());
        assertTrue(error.getMessage().contains("not on the class path"), error.getMessage());
    }
}
