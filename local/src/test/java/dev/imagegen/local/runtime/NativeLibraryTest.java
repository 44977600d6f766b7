package dev.imagegen.local.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {

    private static final Path CLIENT = Path.of(System.getProperty("imagegen.root"), "local/target/ric");

    @TempDir
    private Path dir;

    @Test
    @EnabledOnOs(OS.LINUX)
    void unpacksALibraryOfThisMachine() throws Exception {
        var target = dir.resolve("client.so");

        NativeLibrary.unpack(CLIENT, target);

        var magic = Arrays.copyOf(Files.readAllBytes(target), 4);
        assertArrayEquals(new byte[] {0x7f, 'E', 'L', 'F'}, magic);
    }

    @Test
    void knowsTheNamesOfArchitectures() {
        assertEquals("x86_64", NativeLibrary.architecture("amd64"));
        assertEquals("aarch_64", NativeLibrary.architecture("aarch64"));
    }

    @Test
    void saysWhatToBuildWhenTheClientIsMissing() {
        for (var folder : new Path[] {dir, dir.resolve("none")}) {
            var error = assertThrows(IOException.class, () -> NativeLibrary.unpack(folder, dir.resolve("x")));

            assertTrue(error.getMessage().contains("build the module local"), error.getMessage());
        }
    }
}
