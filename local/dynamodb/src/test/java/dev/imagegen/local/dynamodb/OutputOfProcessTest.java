package dev.imagegen.local.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a real process prints. */
@Timeout(30)
@DisabledOnOs(OS.WINDOWS)
class OutputOfProcessTest {

    @Test
    void whatTheProcessPrintedIsThereOnceItWasRead() throws Exception {
        var output = Output.of(shell("echo first; echo second"));

        await(() -> output.text().equals("first\nsecond"), output);
    }

    @Test
    void aProcessThatPrintsMoreThanAPipeHoldsIsNotHeldUp() throws Exception {
        var process = shell("i=0; while [ $i -lt 20000 ]; do echo line-$i; i=$((i+1)); done");
        var output = Output.of(process);

        assertTrue(process.waitFor(20, TimeUnit.SECONDS), "it waits for its reader");
        await(() -> output.text().endsWith("line-19999"), output);
        assertEquals(50, output.text().lines().count());
    }

    @Test
    void aSilentProcessHasNoOutput() throws Exception {
        var process = shell("exit 0");
        var output = Output.of(process);
        process.waitFor();

        assertEquals("", output.text());
    }

    @Test
    void aTextThatDoesNotEndItsLastLineIsKeptToo() throws Exception {
        var output = Output.of(shell("printf 'no end'"));

        await(() -> output.text().equals("no end"), output);
    }

    private static Process shell(String script) throws IOException {
        return new ProcessBuilder("sh", "-c", script)
                .redirectErrorStream(true)
                .start();
    }

    private static void await(BooleanSupplier condition, Output output) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertTrue(condition.getAsBoolean(), output.text());
    }
}
