package dev.imagegen.flow;

import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.Model;
import dev.imagegen.catalog.ProviderModel;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.Drawing;
import dev.imagegen.task.Order;
import dev.imagegen.task.Task;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What engines are asked for, from the orders of tasks. */
final class Drawings {

    /** Asking costs nothing, and what was paid for is worth waiting for. */
    private static final Duration LEAST_PATIENCE = Duration.ofMinutes(10);

    private final Catalog catalog;

    Drawings(Catalog catalog) {
        this.catalog = catalog;
    }

    Model model(Task task) {
        String id = task.order().model().id();
        return catalog.find(id).orElseThrow(() -> new IllegalStateException("The catalogue has no " + id + " any more"));
    }

    /**
     * What an engine is asked for: as near to the order as its own model comes.
     *
     * @param references their bytes, in order; none where an engine is only asked
     */
    Drawing of(Task task, String engine, List<byte[]> references) {
        return of(task, model(task).by(engine), references);
    }

    /** The same of a model that has taken the place of the engine's own. */
    Drawing of(Task task, ProviderModel model, List<byte[]> references) {
        Order order = task.order();
        Pixels size = model.sizes().closest(new Pixels(order.width(), order.height()));
        return new Drawing(task.id(), order.model().id(), model, order.prompt(), size.width(), size.height(),
                model.sizes().shapeOf(size), model.format(order.format()), model.seeds().used(order.seed()), references,
                target(task), order.asked());
    }

    /** An engine that stores itself replaces what lies there: where it must not, the image is moved there afterwards. */
    private static Target target(Task task) {
        return task.order().target() instanceof Target.Managed managed && GuardedUploads.wanted(task, managed).isPresent()
                ? new Target.Managed(Optional.empty(), managed.uploadPreset())
                : task.order().target();
    }

    /** The seed that an answer reports. @param used the one that the engine says it used */
    OptionalLong seed(Task task, OptionalLong used) {
        return model(task).seeds().told(task.order().seed(), used);
    }

    /** How long a picture that can be asked for is not given up. */
    Duration patience(Task task) {
        Duration budget = budget(task);
        return budget.compareTo(LEAST_PATIENCE) > 0 ? budget : LEAST_PATIENCE;
    }

    /** How long a call of an engine may take, and with it the picture at the provider; the successor's where that takes longer. */
    Duration budget(Task task) {
        return model(task).providerModels()
                .flatMap(model -> Stream.iterate(Optional.of(model), Optional::isPresent, last -> last.get().successor()))
                .map(each -> each.get().budget())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
