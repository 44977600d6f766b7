package dev.imagegen.functions.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.WireWriter;
import dev.imagegen.task.Order;

/** What is made, as answers tell it. */
final class OrderJson {

    private OrderJson() {}

    static void put(ObjectNode node, Order order) {
        node.put("operation", order.operation().wireName());
        node.set("model", WireWriter.model(order.model()));
        node.put("width", order.width()).put("height", order.height()).put("format", order.format().wireName());
        order.seed().ifPresentOrElse(seed -> node.put("seed", seed), () -> node.putNull("seed"));
    }
}
