package dev.imagegen.local;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imagegen.local.system.LocalSystem;
import dev.imagegen.local.template.FunctionSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a running system says about itself, for commands that want to use it.
 *
 * @param pid       its process
 * @param startedAt when that process started, in milliseconds since 1970; tells it from another one of the same id
 * @param port      where its gateway listens
 * @param dynamoDb  where DynamoDB listens
 * @param sqs       where SQS listens
 * @param functions the environment variables of each function by its logical id
 */
record UpState(long pid, long startedAt, int port, URI dynamoDb, URI sqs, Map<String, Map<String, String>> functions) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Describes the system, which runs in this process. */
    static UpState of(LocalSystem system) {
        var self = ProcessHandle.current();
        var surroundings = system.surroundings();
        return new UpState(
                self.pid(),
                startOf(self),
                system.address().getPort(),
                surroundings.endpoints().dynamoDb(),
                surroundings.endpoints().sqs(),
                surroundings.functions().stream().collect(Collectors.toMap(FunctionSpec::id, surroundings::environment)));
    }

    /** Reads the file; empty if there is none, or the process that wrote it is gone. */
    static Optional<UpState> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var state = JSON.readValue(file.toFile(), UpState.class);
        return ProcessHandle.of(state.pid())
                .filter(process -> process.isAlive() && startOf(process) == state.startedAt())
                .map(process -> state);
    }

    /** Writes the file, in place of one that is there. */
    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        var temporary = Files.createTempFile(file.getParent(), "up", ".json");
        JSON.writerWithDefaultPrettyPrinter().writeValue(temporary.toFile(), this);
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes the file, unless another system has written it since. */
    void delete(Path file) throws IOException {
        if (read(file).filter(this::equals).isPresent()) {
            Files.deleteIfExists(file);
        }
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
