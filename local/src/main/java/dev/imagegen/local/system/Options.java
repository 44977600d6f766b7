package dev.imagegen.local.system;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How the system is run.
 *
 * @param template    the template
 * @param parameters  values for its parameters; without {@code CloudinaryApiBase} a stand-in for Cloudinary is started
 * @param port        where the gateway listens; 0 takes a free one
 * @param dataDir     where tables and images are kept; empty keeps them in memory
 * @param dynamoDbLib the folder with the jars of DynamoDB Local
 * @param environment of this process: it may name servers to use in place of own ones
 */
public record Options(
        Path template,
        Map<String, String> parameters,
        int port,
        Optional<Path> dataDir,
        Path dynamoDbLib,
        Map<String, String> environment) {

    /** Copies the maps. */
    public Options {
        parameters = Map.copyOf(parameters);
        environment = Map.copyOf(environment);
    }
}
