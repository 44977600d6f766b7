package dev.imagegen.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Target;
import java.util.Optional;

/**
 * What orders have in common that any image of one of them would do for: everything but who is told, and where exactly it is
 * stored. An order without a seed is like the others without one.
 *
 * @param hash 64 hex digits
 */
public record Likeness(String cloud, String hash) {

    /** Empty if its image stands for no other: it is not kept, or what an upload preset made of it is not known. */
    public static Optional<Likeness> of(String cloud, Order order) {
        return order.target() instanceof Target.Managed managed && managed.uploadPreset().isEmpty()
                ? Optional.of(new Likeness(cloud, Sha256.of(Json.write(Json.canonical(stripped(order))))))
                : Optional.empty();
    }

    private static ObjectNode stripped(Order order) {
        ObjectNode node = TaskJson.order(order);
        node.remove("target");
        node.remove("notification_url");
        return node;
    }
}
