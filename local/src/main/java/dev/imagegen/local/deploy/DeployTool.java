package dev.imagegen.local.deploy;

import dev.imagegen.local.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What brings the template into the account: the SAM command, or the AWS CLI where that is not installed. */
public sealed interface DeployTool {

    /** The commands, in their order, to be run in the folder of the template. */
    List<List<String>> commands(String environment, SamConfig config, Map<String, String> parameters);

    /** {@code sam deploy}, which takes all but the parameters from {@code samconfig.toml}. */
    record Sam() implements DeployTool {

        @Override
        public List<List<String>> commands(String environment, SamConfig config, Map<String, String> parameters) {
            // The template is named: else the result of an older sam build would be taken in its place.
            var command = new ArrayList<>(List.of(
                    "sam", "deploy", "--template-file", "template.yaml", "--config-env", environment, "--parameter-overrides"));
            parameters.forEach((name, value) -> command.add(name + "=" + quoted(name, value)));
            return List.of(command);
        }

        private static String quoted(String name, String value) {
            if (value.matches("(?s).*[\\\\\r\n].*")) {
                throw new UsageException("Parameter " + name
                        + " has a backslash or a line break in it, which the SAM command does not hand on as it is. Use --bucket.");
            }
            return '"' + value.replace("\"", "\\\"") + '"';
        }
    }

    /** {@code aws cloudformation}. @param bucket where the artefacts are uploaded */
    record Aws(String bucket) implements DeployTool {

        private static final String PACKAGED = ".imagegen/packaged.yaml";

        @Override
        public List<List<String>> commands(String environment, SamConfig config, Map<String, String> parameters) {
            var deploy = new ArrayList<>(List.of(
                    "aws", "cloudformation", "deploy", "--template-file", PACKAGED, "--stack-name", config.stack(),
                    "--s3-bucket", bucket, "--capabilities", "CAPABILITY_IAM", "--no-fail-on-empty-changeset",
                    "--parameter-overrides"));
            parameters.forEach((name, value) -> deploy.add(name + "=" + value));
            return List.of(
                    List.of("aws", "cloudformation", "package", "--template-file", "template.yaml", "--s3-bucket", bucket,
                            "--output-template-file", PACKAGED),
                    deploy);
        }
    }
}
