package dev.imagegen.local;

import dev.imagegen.local.deploy.DeployTool;
import dev.imagegen.local.deploy.Release;
import dev.imagegen.local.deploy.SamConfig;
import dev.imagegen.local.template.Template;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Deploys an environment of {@code samconfig.toml} by the SAM command or the AWS CLI, with a {@link Release} among the parameters:
 * without it a change of parameters would change nothing that runs.
 */
final class DeployCommand {

    private final Project project;
    private final Map<String, String> environment;

    DeployCommand(Project project, Map<String, String> environment) {
        this.project = project;
        this.environment = environment;
    }

    /**
     * Deploys it, or prints the commands that would.
     *
     * @return the exit code of the first command that fails, else 0
     * @throws UsageException if something is missing or still to be filled in
     */
    int run(Command.Deploy deploy, PrintStream out) throws IOException, InterruptedException {
        SamConfig config = SamConfig.read(project.root().resolve("samconfig.toml"), deploy.environment());
        var given = new HashMap<>(config.parameters());
        given.put(Release.PARAMETER, "0".repeat(64));
        Template template = Template.deployed(project.template(), given);
        // All of them: the tools leave a parameter that they are not given as it was, and not as the template has it.
        var parameters = new TreeMap<>(template.parameters());
        parameters.put(Release.PARAMETER, Release.of(project.root(), template.parameters(), template.artefacts()));
        for (List<String> command : deploy.tool().commands(deploy.environment(), config, parameters)) {
            out.println(command.stream().map(DeployCommand::forShell).collect(Collectors.joining(" ")));
            int status = deploy.print() ? 0 : execute(command);
            if (status != 0) {
                return status;
            }
        }
        return 0;
    }

    private int execute(List<String> command) throws IOException, InterruptedException {
        Files.createDirectories(project.root().resolve(".imagegen"));
        var found = Stream.concat(Stream.of(executable(command.getFirst())), command.stream().skip(1)).toList();
        var process = new ProcessBuilder(found).directory(project.root().toFile()).inheritIO();
        process.environment().clear();
        process.environment().putAll(environment);
        return process.start().waitFor();
    }

    private String executable(String name) {
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(() -> new UsageException("The command " + name + " is not installed. " + (name.equals("sam")
                        ? "Install the SAM CLI, or use the AWS CLI: --bucket names a bucket of yours for the artefacts."
                        : "Install the AWS CLI.")));
    }

    private static String forShell(String argument) {
        return argument.matches("[A-Za-z0-9_./:=-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
