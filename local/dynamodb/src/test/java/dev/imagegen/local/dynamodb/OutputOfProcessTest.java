package dev.imagegen.local.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a real process prints. */
@DisabledOnOs(OS.WINDOWS)
class OutputOfProcessTest {

    @Test
    void whatTheProcessPrintedIsThereOnceItWasRead() throws Exception {
        assertEquals("first\nsecond", read(shell("echo first; echo second")).text());
    }

    @Test
    void aProcessThatPrintsMoreThanAPipeHoldsIsNotHeldUp() throws Exception {
        var process = shell("i=0; while [ $i -lt 20000 ]; do echo line-$i; i=$((i+1)); done");

        var output = read(process);

        assertEquals(0, process.waitFor());
        assertTrue(output.text().endsWith("line-19999"), output.text());
        assertEquals(50, output.text().lines().count());
    }

    @Test
    void aSilentProcessHasNoOutput() throws Exception {
        assertEquals("", read(shell("exit 0")).text());
    }

    @Test
    void aTextThatDoesNotEndItsLastLineIsKeptToo() throws Exception {
        assertEquals("no end", read(shell("printf 'no end'")).text());
    }

    @Test
    void thePortIsThereWhileTheProcessGoesOn() throws Exception {
        var process = shell("echo Starting; echo DynamoDB Local listens on port 4711; read end");

        assertEquals(Optional.of(4711), Output.of(process).port().get());

        assertTrue(process.isAlive());
        process.destroy();
    }

    /** Its output when it has printed all of it, and no port. */
    private static Output read(Process process) throws Exception {
        var output = Output.of(process);
        assertEquals(Optional.empty(), output.port().get());
        return output;
    }

    private static Process shell(String script) throws IOException {
        return new ProcessBuilder("sh", "-c", script)
                .redirectErrorStream(true)
                .start();
    }
}
