package dev.imagegen.audit;

import dev.imagegen.contract.Asset;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Budget;
import dev.imagegen.credits.Reservation;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.Samples;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Tasks as they are accepted and ended at the time of a clock. */
record Orders(String cloud, Clock clock, Duration retention) {

    static Budget budget(long ofCloud, OptionalLong ofKey, OptionalInt tasksAtOnce) {
        return new Budget(Allowance.limitedTo(ofCloud), new Allowance(ofKey), tasksAtOnce);
    }

    Task next(String apiKey, long credits, Budget budget) {
        Instant now = clock.instant();
        Task sample = Samples.task(cloud, apiKey, credits, budget);
        return new Task(sample.id(), cloud, apiKey, sample.requestId(), sample.order(), sample.notices(),
                new Reservation(YearMonth.from(now.atZone(ZoneOffset.UTC)), credits, budget), now, now.plus(retention), 0, 0,
                new TaskState.Queued(now.plusSeconds(120)));
    }

    /** @param cost what it is settled for */
    Task completed(Task task, long cost) {
        TaskState.Completed sample = Samples.completed(task, Samples.id());
        var a = sample.asset();
        var asset = new Asset(
                a.storage(), a.format(), a.width(), a.height(), a.bytes(), a.model(), a.seed(), clock.instant());
        return task.completed(
                new TaskState.Completed(asset, sample.assetId(), cost, Optional.empty(), Optional.empty()), List.of());
    }

    Task failed(Task task, boolean maybeBilled) {
        var error = Samples.failed(ErrorCode.PROVIDER_FAILED).error();
        return task.failed(new TaskState.Failed(error, maybeBilled, clock.instant()));
    }
}
