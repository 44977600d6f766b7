package dev.imagegen.flow;

import dev.imagegen.asset.PublicIdClaim;
import dev.imagegen.contract.Notice;
import dev.imagegen.task.Order;
import dev.imagegen.task.Task;
import java.util.List;
import java.util.Optional;

/**
 * What a request comes to, before anything is written.
 *
 * @param credits what it costs: 0 for an image that is there already
 * @param made the task whose image will do
 * @param claim the public id that it has to hold
 * @param notices what the caller should know
 */
public record Draft(Order order, long credits, Optional<Task> made, Optional<PublicIdClaim> claim, List<Notice> notices) {

    public Draft {
        notices = List.copyOf(notices);
    }
}
