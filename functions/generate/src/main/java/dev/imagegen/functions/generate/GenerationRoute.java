package dev.imagegen.functions.generate;

import dev.imagegen.access.ApiKey;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.RequestReader;
import dev.imagegen.contract.RequestReader.Reading;
import dev.imagegen.flow.Acceptance;
import dev.imagegen.flow.Waiting;
import dev.imagegen.task.Task;

/** {@code POST text_to_image} and {@code POST image_to_image}. */
final class GenerationRoute implements Route {

    private final Operation operation;
    private final Entrance entrance;
    private final Acceptance acceptance;
    private final Waiting waiting;
    private final WaitTime waitTime;
    private final TaskAnswers answers;

    GenerationRoute(Operation operation, Entrance entrance, Acceptance acceptance, Waiting waiting,
            WaitTime waitTime, TaskAnswers answers) {
        this.operation = operation;
        this.entrance = entrance;
        this.acceptance = acceptance;
        this.waiting = waiting;
        this.waitTime = waitTime;
        this.answers = answers;
    }

    @Override
    public Answer answer(Call call) {
        ApiKey caller = entrance.of(call);
        Reading reading = RequestReader.read(operation, JsonBody.of(call));
        var atMost = waitTime.of(call.header("prefer"));
        Task task = acceptance.accept(caller, reading, call.requestId());
        if (reading.request().async()) {
            return answers.accepted(task, call.requestId());
        }
        return answers.synchronous(waiting.await(task, atMost), call.requestId());
    }
}
