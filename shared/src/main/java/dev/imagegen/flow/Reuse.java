package dev.imagegen.flow;

import dev.imagegen.access.ApiKey;
import dev.imagegen.contract.ReferenceImage;
import dev.imagegen.contract.Storage;
import dev.imagegen.task.Likeness;
import dev.imagegen.task.Order;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState.Completed;
import dev.imagegen.task.TaskStore;
import java.time.Clock;
import java.util.Optional;

/** Finds images of the same cloud that are there already, and still are what they were. */
final class Reuse {

    private final TaskStore tasks;
    private final Clock clock;

    Reuse(TaskStore tasks, Clock clock) {
        this.tasks = tasks;
        this.clock = clock;
    }

    /** The task whose image does for the order; empty if there is none. */
    Optional<Task> of(ApiKey caller, Order order) {
        return Likeness.of(caller.cloud(), order)
                .flatMap(tasks::like)
                .filter(task -> mayKnow(caller, task, order))
                .filter(task -> task.cloud().equals(caller.cloud()) && !task.forgotten(clock.instant()))
                .filter(task -> task.state() instanceof Completed made && asOrdered(made, order));
    }

    /** That there is an image made from some asset would tell that there is that asset, which may be somebody else's. */
    private static boolean mayKnow(ApiKey caller, Task task, Order order) {
        return caller.root()
                || task.apiKey().equals(caller.id())
                || order.references().stream().noneMatch(ReferenceImage.ByAssetId.class::isInstance);
    }

    /** A verdict that is open may become a rejection, which would be told to the first task alone. */
    private static boolean asOrdered(Completed made, Order order) {
        return made.asset().storage() instanceof Storage.Managed
                && made.assetGone().isEmpty()
                && made.news().overwritten().isEmpty()
                && !made.news().rejected()
                && !made.news().pending()
                && (order.asked().isPresent()
                        || made.asset().width() == order.width()
                        && made.asset().height() == order.height()
                        && made.asset().format() == order.format());
    }

    /** The state of a task that gets the image of another: what the store told of it goes along. */
    static Completed of(Task made) {
        Completed old = (Completed) made.state();
        return new Completed(old.asset(), old.assetId(), 0, Optional.empty(), Optional.empty(), old.news());
    }
}
