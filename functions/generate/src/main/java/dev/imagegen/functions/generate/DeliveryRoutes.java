package dev.imagegen.functions.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import dev.imagegen.delivery.Attempt;
import dev.imagegen.delivery.Notification;
import dev.imagegen.delivery.NotificationStore;
import dev.imagegen.delivery.Redelivery;
import dev.imagegen.task.Task;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** {@code GET} and {@code POST tasks/{task_id}/deliveries}: how a client was told of its task, and telling it again. */
final class DeliveryRoutes {

    private final VisibleTasks tasks;
    private final NotificationStore notifications;
    private final Redelivery redelivery;

    DeliveryRoutes(VisibleTasks tasks, NotificationStore notifications, Redelivery redelivery) {
        this.tasks = tasks;
        this.notifications = notifications;
        this.redelivery = redelivery;
    }

    Answer read(Call call) {
        Task task = tasks.of(call);
        return answer(200, task, notifications.find(task.id()), call.requestId());
    }

    Answer again(Call call) {
        Task task = tasks.of(call);
        return answer(202, task, Optional.of(redelivery.again(task)), call.requestId());
    }

    private Answer answer(int status, Task task, Optional<Notification> notification, String requestId) {
        List<Attempt> attempts = notifications.attempts(task.id());
        Optional<URI> url = notification.map(Notification::url).or(() -> task.order().notificationUrl());
        ObjectNode data = Json.object()
                .put("task_id", task.id())
                .put("url", url.map(URI::toString).orElse(null))
                .put("state", state(task, notification, attempts));
        notification.flatMap(Notification::nextAt).ifPresent(at -> data.put("next_at", at.toString()));
        ArrayNode deliveries = data.putArray("deliveries");
        attempts.forEach(attempt -> deliveries.add(delivery(attempt)));
        ObjectNode body = Json.object();
        body.set("data", data);
        return Answer.envelope(status, body, List.of(), requestId).with("Cache-Control", "no-store");
    }

    private static String state(Task task, Optional<Notification> notification, List<Attempt> attempts) {
        if (notification.isEmpty()) {
            // What is owed is written when the task ends.
            return task.order().notificationUrl().isPresent() && !task.state().terminal() ? "waiting" : "none";
        }
        if (notification.get().nextAt().isPresent()) {
            return "waiting";
        }
        return attempts.stream().anyMatch(Attempt::delivered) ? "delivered" : "given_up";
    }

    private static ObjectNode delivery(Attempt attempt) {
        ObjectNode node = Json.object()
                .put("number", attempt.number())
                .put("at", attempt.at().toString())
                .put("duration_ms", attempt.took().toMillis());
        attempt.status().ifPresentOrElse(status -> node.put("status", status), () -> node.putNull("status"));
        return node.put("reason", attempt.reason());
    }
}
