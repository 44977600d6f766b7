package dev.imagegen.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imagegen.local.runtime.Invocation;
import dev.imagegen.local.runtime.RuntimeFailure;
import dev.imagegen.local.runtime.RuntimeProcess;
import dev.imagegen.local.system.CloudinaryStarter;
import dev.imagegen.local.system.Options;
import dev.imagegen.local.system.Seeder;
import dev.imagegen.local.system.Surroundings;
import dev.imagegen.local.template.FunctionSpec;
import dev.imagegen.local.template.QueueSpec;
import dev.imagegen.local.template.Template;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Boots the packaged artefact of one function as the platform would and hands it one event: against the servers of a
 * system that runs, else against own ones that last as long as the call.
 */
final class InvokeCommand {

    private final Project project;
    private final Map<String, String> environment;
    private final CloudinaryStarter cloudinary;
    private final Seeder seeder;

    InvokeCommand(Project project, Map<String, String> environment, CloudinaryStarter cloudinary, Seeder seeder) {
        this.project = project;
        this.environment = environment;
        this.cloudinary = cloudinary;
        this.seeder = seeder;
    }

    /**
     * Invokes the function.
     *
     * @param out gets the answer
     * @param log gets what the function writes, and why it failed
     * @return 0 if the function answered, 1 if it failed
     * @throws UsageException if there is no such function, or the event is no JSON
     */
    int run(Command.Invoke invoke, PrintStream out, PrintStream log) throws IOException, InterruptedException {
        var event = EventFile.read(invoke.event());
        var parameters = DemoCloud.parameters();
        var function = function(invoke.function(), parameters);
        var up = UpState.read(project.stateFile());
        if (up.isPresent()) {
            return run(function, up.get().functions().get(function.id()), event, out, log);
        }
        var options = new Options(
                project.template(), parameters, 0, Optional.empty(), project.dynamoDbLib(), environment);
        // Nobody answers there: a function that is invoked alone has no API around it.
        try (var surroundings = Surroundings.start(options, URI.create("http://127.0.0.1:1"), cloudinary, seeder)) {
            var spec = named(function.id(), surroundings.functions()).orElseThrow();
            return run(spec, surroundings.environment(spec), event, out, log);
        }
    }

    private int run(FunctionSpec function, Map<String, String> variables, String event, PrintStream out, PrintStream log)
            throws IOException, InterruptedException {
        var zip = project.root().resolve(function.codeUri());
        try (var process = RuntimeProcess.start(
                project.runtimeClientLib(),
                zip,
                function,
                variables,
                Clock.systemUTC(),
                () -> UUID.randomUUID().toString(),
                log)) {
            return report(process.invoke(event), out, log);
        } catch (RuntimeFailure failure) {
            return report(failure.error(), out, log);
        }
    }

    private static int report(Invocation invocation, PrintStream out, PrintStream log) {
        return switch (invocation) {
            case Invocation.Answer(var json) -> {
                out.println(pretty(json));
                yield 0;
            }
            case Invocation.Error(var type, var message) -> {
                log.println("The function failed: " + type + ": " + message);
                yield 1;
            }
            case Invocation.TimedOut(var limit) -> {
                log.println("The function timed out after " + limit.toSeconds() + " s");
                yield 1;
            }
        };
    }

    private static String pretty(String json) {
        try {
            var mapper = new JsonMapper();
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(mapper.readTree(json));
        } catch (JsonProcessingException noJson) {
            return json;
        }
    }

    /** Finds the function before any server starts: no address of one matters for that. */
    private FunctionSpec function(String name, Map<String, String> parameters) throws IOException {
        var all = new HashMap<>(parameters);
        all.put("CloudinaryApiBase", "");
        var template = Template.read(project.template(), all);
        var urls = template.queues().stream().collect(Collectors.toMap(QueueSpec::id, QueueSpec::name));
        var functions = template.functions(urls);
        return named(name, functions).orElseThrow(() -> new UsageException("There is no function " + name + ", only "
                + functions.stream().map(FunctionSpec::id).collect(Collectors.joining(", ")) + "."));
    }

    private static Optional<FunctionSpec> named(String name, List<FunctionSpec> functions) {
        return functions.stream()
                .filter(function -> function.id().equalsIgnoreCase(name) || function.id().equalsIgnoreCase(name + "Function"))
                .findFirst();
    }
}
