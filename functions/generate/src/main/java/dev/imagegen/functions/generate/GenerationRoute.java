package dev.imagegen.functions.generate;

import dev.imagegen.access.ApiKey;
import dev.imagegen.access.Authenticator;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.RequestReader;
import dev.imagegen.contract.RequestReader.Reading;
import dev.imagegen.flow.Acceptance;
import dev.imagegen.flow.Waiting;
import dev.imagegen.task.Task;
import java.util.Locale;

/** {@code POST text_to_image} and {@code POST image_to_image}. */
final class GenerationRoute implements Route {

    /** The longest prompt, each character escaped, and room for the rest. */
    private static final int MAX_BODY = 256 * 1024;

    private final Operation operation;
    private final Authenticator authenticator;
    private final Acceptance acceptance;
    private final Waiting waiting;
    private final WaitTime waitTime;
    private final TaskAnswers answers;

    GenerationRoute(Operation operation, Authenticator authenticator, Acceptance acceptance, Waiting waiting,
            WaitTime waitTime, TaskAnswers answers) {
        this.operation = operation;
        this.authenticator = authenticator;
        this.acceptance = acceptance;
        this.waiting = waiting;
        this.waitTime = waitTime;
        this.answers = answers;
    }

    @Override
    public Answer answer(Call call) {
        ApiKey caller = authenticator.authenticate(call.header("authorization").orElse(null), call.cloud());
        checkBody(call);
        Reading reading = RequestReader.read(operation, call.body());
        var atMost = waitTime.of(call.header("prefer"));
        Task task = acceptance.accept(caller, reading, call.requestId());
        if (reading.request().async()) {
            return answers.accepted(task, call.requestId());
        }
        return answers.synchronous(waiting.await(task, atMost), call.requestId());
    }

    private static void checkBody(Call call) {
        String type = call.header("content-type").orElse("application/json").toLowerCase(Locale.ROOT);
        if (!type.split(";", 2)[0].strip().equals("application/json")) {
            throw new ImagegenException(ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be JSON. Send it with the header Content-Type: application/json.");
        }
        if (call.body().length > MAX_BODY) {
            throw new ImagegenException(ErrorCode.BODY_TOO_LARGE,
                    "The body may have %d bytes at most, not %d.".formatted(MAX_BODY, call.body().length));
        }
    }
}
