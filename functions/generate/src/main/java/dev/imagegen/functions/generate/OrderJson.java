package dev.imagegen.functions.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.WireWriter;
import dev.imagegen.task.Order;

/** What is made, as answers tell it. A size that nobody knows before the image is there is null. */
final class OrderJson {

    private OrderJson() {}

    static void put(ObjectNode node, Order order) {
        node.put("operation", order.operation().wireName());
        node.set("model", WireWriter.model(order.model()));
        if (order.asked().isPresent()) {
            node.putNull("width").putNull("height");
        } else {
            node.put("width", order.width()).put("height", order.height());
        }
        node.put("format", order.format().wireName());
        order.seed().ifPresentOrElse(seed -> node.put("seed", seed), () -> node.putNull("seed"));
    }
}
