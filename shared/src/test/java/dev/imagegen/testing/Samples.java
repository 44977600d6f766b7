package dev.imagegen.testing;

import dev.imagegen.asset.StoredAsset;
import dev.imagegen.contract.Asset;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ModelName;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.PublicError;
import dev.imagegen.contract.Storage;
import dev.imagegen.contract.Target;
import dev.imagegen.contract.Tier;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Budget;
import dev.imagegen.credits.Reservation;
import dev.imagegen.engine.Upstream;
import dev.imagegen.task.Order;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** Values for tests, complete and different from each other. */
public final class Samples {

    public static final String CLOUD = "demo";
    public static final YearMonth MONTH = YearMonth.of(2026, 11);
    private static final AtomicLong COUNT = new AtomicLong();

    private Samples() {}

    /** 32 hex digits, another one at every call. */
    public static String id() {
        return "%032x".formatted(COUNT.incrementAndGet());
    }

    public static Order order(Target target) {
        return new Order(Operation.TEXT_TO_IMAGE, new ModelName("flux", Tier.PREMIUM, "flux-2-pro"), "a lamp", 512, 384,
                ImageFormat.PNG, OptionalLong.of(42), target, List.of(), Optional.of(URI.create("https://example.com/hook")));
    }

    /** A queued task of the free plan. */
    public static Task task(long credits, long limit) {
        return task(CLOUD, Target.DEFAULT, credits, Allowance.limitedTo(limit));
    }

    public static Task task(String cloud, Target target, long credits, Allowance allowance) {
        return task(cloud, "demo-key", target, credits, Budget.of(allowance));
    }

    public static Task task(String cloud, String apiKey, long credits, Budget budget) {
        return task(cloud, apiKey, Target.DEFAULT, credits, budget);
    }

    public static Task task(String cloud, String apiKey, Target target, long credits, Budget budget) {
        Instant now = MutableClock.START;
        return new Task(id(), cloud, apiKey, id(), order(target), List.of(Notice.info("a notice")),
                new Reservation(MONTH, credits, budget), now, now.plus(Duration.ofDays(30)), 0, 0,
                new TaskState.Queued(now.plus(Duration.ofMinutes(2))));
    }

    /** A picture in the making at a provider, asked for until two minutes have gone by. */
    public static TaskState.Submitted submitted(String engine) {
        Instant now = MutableClock.START;
        var upstream = new Upstream(engine, "upstream \"1\"", URI.create("https://api.example.com/result?id=1#2"), now,
                OptionalLong.of(30_000));
        return new TaskState.Submitted(upstream, now.plusSeconds(60), now.plusSeconds(120));
    }

    public static TaskState.Completed completed(Task task, String assetId) {
        var storage = new Storage.Managed(URI.create("https://example.com/demo/image/upload/v17/imagegen/lamp.png"),
                assetId, "imagegen/lamp", 17);
        var asset = new Asset(storage, ImageFormat.PNG, 512, 384, 1234, task.order().model(), OptionalLong.of(42),
                MutableClock.START);
        return new TaskState.Completed(asset, assetId, task.reservation().credits(), Optional.empty(), Optional.empty());
    }

    public static TaskState.Failed failed(ErrorCode code) {
        return new TaskState.Failed(new PublicError(code, "It failed."), code == ErrorCode.OUTCOME_UNKNOWN, MutableClock.START);
    }

    public static StoredAsset stored(String assetId) {
        var storage = new Storage.Managed(
                URI.create("https://example.com/demo/image/upload/v17/imagegen/lamp.png"), assetId, "imagegen/lamp", 17);
        return new StoredAsset(assetId, storage, ImageFormat.PNG, 512, 384, 1234);
    }
}
