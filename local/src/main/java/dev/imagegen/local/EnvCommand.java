package dev.imagegen.local;

import dev.imagegen.contract.Json;
import java.io.IOException;
import java.io.PrintStream;

/**
 * Prints the environment file that {@code sam local invoke --env-vars} needs to reach a system that runs: the variables of
 * each function, with this machine's name as a container sees it.
 */
final class EnvCommand {

    private final Project project;

    EnvCommand(Project project) {
        this.project = project;
    }

    /** @throws UsageException if no system runs */
    void run(PrintStream out) throws IOException {
        UpState up = UpState.read(project.stateFile())
                .orElseThrow(() -> new UsageException("No system runs here: start one with ./imagegen up."));
        var functions = Json.object();
        up.functions().forEach((id, variables) -> {
            var node = functions.putObject(id);
            variables.forEach((name, value) -> node.put(name, value.replace("//127.0.0.1:", "//host.docker.internal:")));
        });
        out.println(functions.toPrettyString());
    }
}
