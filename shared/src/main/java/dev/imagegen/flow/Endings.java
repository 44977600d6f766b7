package dev.imagegen.flow;

import dev.imagegen.asset.StoredAsset;
import dev.imagegen.contract.Asset;
import dev.imagegen.contract.ImageSize;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.PublicError;
import dev.imagegen.contract.SizeAsked;
import dev.imagegen.contract.Storage;
import dev.imagegen.credits.Settlement;
import dev.imagegen.delivery.DeliveryMessages;
import dev.imagegen.delivery.Notification;
import dev.imagegen.log.Log;
import dev.imagegen.task.Order;
import dev.imagegen.task.StoreNews;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Brings tasks to their end, and has their clients told. Who comes second changes nothing: the first end stays. */
public final class Endings {

    private final TaskStore tasks;
    private final DeliveryMessages messages;
    private final Clock clock;
    private final Log log;

    public Endings(TaskStore tasks, DeliveryMessages messages, Clock clock, Log log) {
        this.tasks = tasks;
        this.messages = messages;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Ends with an asset, and settles its credits.
     *
     * @param seed as the answer reports it
     * @param microDollars what the engine says it cost; the price that was reserved is taken where it does not say
     * @param more what the caller should know, besides what came other than it was asked for
     */
    public void complete(
            Task task, StoredAsset stored, OptionalLong seed, OptionalLong microDollars, List<Notice> more) {
        Instant now = clock.instant();
        Asset asset = new Asset(stored.storage(), stored.format(), stored.width(), stored.height(), stored.bytes(),
                task.order().model(), seed, now);
        var completed = new TaskState.Completed(asset, stored.assetId(), task.reservation().settledFor(microDollars),
                deletion(stored.storage()), Optional.empty(), StoreNews.NONE.with(stored.moderations()));
        List<Notice> notices = new ArrayList<>(more);
        notices.addAll(differences(task.order(), stored));
        if (write(task, task.completed(completed, notices), "task_completed", now)) {
            tellOfUncovered(task, microDollars);
        }
    }

    /** Large references, for example, may cost more than what is reserved for each. */
    private void tellOfUncovered(Task task, OptionalLong microDollars) {
        long credits = task.reservation().uncovered(microDollars);
        if (credits > 0) {
            // The template counts these lines and raises the alarm.
            log.warn("image_cost_more", null, "request_id", task.requestId(), "task_id", task.id(),
                    "model", task.order().model().id(), "reserved", task.reservation().credits(), "uncovered", credits);
        }
    }

    /** Ends without one, and gives the credits back. @param maybeBilled true if a provider may bill the operator all the same */
    public void fail(Task task, PublicError error, boolean maybeBilled) {
        Instant now = clock.instant();
        write(task, task.failed(new TaskState.Failed(error, maybeBilled, now)), "task_failed_" + error.code().wireName(), now);
    }

    /** The last call may be billed though there is no image, or one before it beside that of the image. */
    private void tellOfPossibleSpend(Task before, Task after) {
        long credits = after.settlementAfter(before).map(Settlement::possibleSpend).orElse(0L);
        if (credits > 0) {
            // The template counts these lines and raises the alarm.
            log.warn("possible_spend", null, "request_id", after.requestId(), "task_id", after.id(),
                    "model", after.order().model().id(), "credits", credits,
                    "code", after.state().failure().map(error -> error.code().wireName()).orElse("completed"));
        }
    }

    private boolean write(Task before, Task after, String event, Instant now) {
        boolean won = tasks.replace(before, after);
        log.info(won ? event : "task_ended_elsewhere", "request_id", before.requestId(), "task_id", before.id(),
                "attempt", before.attempt(), "ms", before.age(now).toMillis());
        if (won) {
            tellOfPossibleSpend(before, after);
            Notification.after(before, after).ifPresent(owed -> messages.send(owed, now));
        }
        return won;
    }

    private static Optional<Instant> deletion(Storage storage) {
        return switch (storage) {
            case Storage.Managed _ -> Optional.empty();
            case Storage.Temporary temporary -> Optional.of(temporary.expiresAt());
        };
    }

    /** What came that was not asked for. */
    private static List<Notice> differences(Order order, StoredAsset stored) {
        List<Notice> notices = new ArrayList<>();
        ImageSize resolved = new Pixels(order.width(), order.height());
        Pixels made = new Pixels(stored.width(), stored.height());
        order.asked().map(SizeAsked::size).orElse(Optional.of(resolved)).filter(wish -> !wish.metBy(made)).ifPresent(wish ->
                notices.add(Notice.info("%s was asked for %s and made %s.".formatted(order.model().id(), wish, made))));
        if (stored.format() != order.format()) {
            notices.add(Notice.info("%s was asked for %s and made %s.".formatted(
                    order.model().id(), order.format().wireName(), stored.format().wireName())));
        }
        return notices;
    }
}
