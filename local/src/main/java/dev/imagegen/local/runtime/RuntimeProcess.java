package dev.imagegen.local.runtime;

import dev.imagegen.local.template.FunctionSpec;
import dev.imagegen.local.template.Template;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A packaged function in a process of its own, under the platform's own runtime interface client: as on the platform, the
 * artefact's folder is the working directory and the class path holds the client's jars only, so that the artefact has to
 * bring all that it needs. It starts from a snapshot, so the function's hooks run. Linux only, as the client.
 */
public final class RuntimeProcess implements AutoCloseable {

    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.";
    /** Ends a start that hangs: many times what one takes on a busy machine. */
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private final Process process;
    private final Thread output;
    private final RuntimeApi api;
    private final Artefact artefact;
    private final Duration timeout;
    private final Clock clock;
    private final Supplier<String> ids;

    private RuntimeProcess(
            Process process,
            Thread output,
            RuntimeApi api,
            Artefact artefact,
            Duration timeout,
            Clock clock,
            Supplier<String> ids) {
        this.process = process;
        this.output = output;
        this.api = api;
        this.artefact = artefact;
        this.timeout = timeout;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Starts the function and returns when it waits for its first event.
     *
     * @param clientLib   the folder with the jars of the runtime interface client: {@code local/target/ric}
     * @param zip         the function's artefact
     * @param function    what the template says about it
     * @param environment its environment variables; it sees none of this process
     * @param clock       says when an invocation's time is up
     * @param ids         gives each invocation its request id
     * @param log         where its output goes
     * @throws RuntimeFailure if the function's start fails, with the function's own message
     * @throws IOException    if it can not be started, or is not ready within five minutes
     */
    public static RuntimeProcess start(
            Path clientLib,
            Path zip,
            FunctionSpec function,
            Map<String, String> environment,
            Clock clock,
            Supplier<String> ids,
            PrintStream log)
            throws IOException {
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new IOException("A packaged function runs on Linux only: Lambda's runtime client has no other native library");
        }
        var artefact = Artefact.unzip(zip);
        var api = RuntimeApi.start("arn:aws:lambda:" + Template.REGION + ":000000000000:function:" + function.id() + ":live");
        try {
            NativeLibrary.unpack(clientLib, artefact.nativeLibrary());
            var builder = new ProcessBuilder(command(clientLib, artefact, function))
                    .directory(artefact.code().toFile())
                    .redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(environment(function, environment, api, artefact));
            var process = builder.start();
            var output = Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(log::println));
            var started = new RuntimeProcess(process, output, api, artefact, function.timeout(), clock, ids);
            started.awaitStart();
            return started;
        } catch (IOException failed) {
            api.close();
            artefact.close();
            throw failed;
        }
    }

    /** Invokes the function with an event; one invocation at a time. */
    public Invocation invoke(String eventJson) throws InterruptedException {
        var deadline = clock.instant().plus(timeout).toEpochMilli();
        var answer = api.invoke(new RuntimeApi.Event(ids.get(), eventJson, deadline));
        try {
            CompletableFuture.anyOf(answer, process.onExit()).get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return answer.getNow(new Invocation.Error("Runtime.ExitError", "Runtime exited with status " + exitStatus()));
        } catch (TimeoutException late) {
            process.destroyForcibly();
            return new Invocation.TimedOut(timeout);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Ends the process and deletes its folder; returns when its output was written to the log. */
    @Override
    public void close() {
        endProcess();
        api.close();
        artefact.close();
    }

    private void endProcess() {
        process.destroyForcibly();
        try {
            process.waitFor();
            output.join(Duration.ofMinutes(1));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private int exitStatus() {
        return process.isAlive() ? -1 : process.exitValue();
    }

    private void awaitStart() throws IOException {
        try {
            CompletableFuture.anyOf(api.initialised(), process.onExit()).get(START_LIMIT.toNanos(), TimeUnit.NANOSECONDS);
            // A function that fails to start says so and then exits: what it said counts.
            if (!api.initialised().isDone()) {
                throw new IOException("The function's process ended with status " + exitStatus() + " before it was ready");
            }
            api.initialised().join();
        } catch (ExecutionException | CompletionException failed) {
            throw failed.getCause() instanceof RuntimeFailure own ? own : new IOException(failed.getCause());
        } catch (TimeoutException late) {
            throw new IOException("The function was not ready within " + START_LIMIT.toSeconds() + " s", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the function started", interrupted);
        } finally {
            if (!api.initialised().isDone() || api.initialised().isCompletedExceptionally()) {
                endProcess();
            }
        }
    }

    private static List<String> command(Path clientLib, Artefact artefact, FunctionSpec function) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + function.megabytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:+TieredCompilation",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                // Without it the hooks around a snapshot silently never run.
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                "-D" + CLIENT + "runtimeapi.NativeClient.JNI=" + artefact.nativeLibrary(),
                "-cp",
                clientLib.toAbsolutePath() + File.separator + "*",
                CLIENT + "AWSLambda",
                function.handler());
    }

    private static Map<String, String> environment(
            FunctionSpec function, Map<String, String> own, RuntimeApi api, Artefact artefact) {
        var environment = new HashMap<>(own);
        environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
        environment.put("_HANDLER", function.handler());
        environment.put("LAMBDA_TASK_ROOT", artefact.code().toString());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", function.id());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.megabytes()));
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.id());
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
        environment.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        return environment;
    }
}
