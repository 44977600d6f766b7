package dev.imagegen.functions.generate;

import dev.imagegen.access.ApiKey;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.RequestReader;
import dev.imagegen.contract.RequestReader.Reading;
import dev.imagegen.flow.Acceptance;
import dev.imagegen.flow.Accepted;
import dev.imagegen.flow.Waiting;
import dev.imagegen.task.Once;
import java.util.Optional;
import java.util.Set;

/** {@code POST text_to_image} and {@code POST image_to_image}. */
final class GenerationRoute implements Route {

    private final Operation operation;
    private final Entrance entrance;
    private final IdempotencyKey idempotencyKey;
    private final DryRunAnswers dryRun;
    private final Acceptance acceptance;
    private final Waiting waiting;
    private final WaitTime waitTime;
    private final TaskAnswers answers;

    GenerationRoute(Operation operation, Entrance entrance, IdempotencyKey idempotencyKey, DryRunAnswers dryRun,
            Acceptance acceptance, Waiting waiting, WaitTime waitTime, TaskAnswers answers) {
        this.operation = operation;
        this.entrance = entrance;
        this.idempotencyKey = idempotencyKey;
        this.dryRun = dryRun;
        this.acceptance = acceptance;
        this.waiting = waiting;
        this.waitTime = waitTime;
        this.answers = answers;
    }

    @Override
    public Set<String> parameters() {
        return Set.of(DryRunAnswers.PARAMETER);
    }

    @Override
    public Answer answer(Call call) {
        ApiKey caller = entrance.of(call);
        HeaderNames.check(call);
        Reading reading = RequestReader.read(operation, JsonBody.of(call));
        WaitTime.Wait wait = waitTime.of(call);
        Optional<Once> once = idempotencyKey.of(call, caller, operation);
        if (DryRunAnswers.asked(call)) {
            return dryRun.of(caller, reading, call.requestId());
        }
        Accepted accepted = acceptance.accept(caller, reading, once, call.requestId());
        call.trace().taskId(accepted.task().id());
        Answer answer = reading.request().async()
                ? answers.accepted(accepted.task(), call)
                : wait.noted(answers.synchronous(waiting.await(accepted.task(), wait.atMost()), call));
        return accepted.replayed() ? answer.with("Idempotency-Replayed", "true") : answer;
    }
}
