package dev.imagegen.testing;

import dev.imagegen.delivery.Attempt;
import dev.imagegen.delivery.Notification;
import dev.imagegen.delivery.NotificationStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Notifications in memory. {@code NotificationContract} holds them to the behaviour of the real ones. */
public final class InMemoryNotifications implements NotificationStore {

    private final Map<String, Notification> notifications = new HashMap<>();
    private final Map<String, TreeMap<Integer, Attempt>> attempts = new HashMap<>();
    private int failures;

    /** As the transaction writes it that ends a task. */
    public synchronized void put(Notification notification) {
        notifications.put(notification.taskId(), notification);
    }

    /** The next so many writes fail, and change nothing. */
    public synchronized void failNext(int count) {
        failures = count;
    }

    @Override
    public synchronized Optional<Notification> find(String taskId) {
        return Optional.ofNullable(notifications.get(taskId));
    }

    @Override
    public synchronized boolean replace(Notification before, Notification after) {
        fail();
        Notification now = notifications.get(before.taskId());
        if (now == null || now.revision() != before.revision()) {
            return false;
        }
        notifications.put(after.taskId(), after);
        return true;
    }

    @Override
    public synchronized void log(String taskId, Attempt attempt, Instant until) {
        fail();
        attempts.computeIfAbsent(taskId, id -> new TreeMap<>()).put(attempt.number(), attempt);
    }

    private void fail() {
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("The table does not answer");
        }
    }

    @Override
    public synchronized List<Attempt> attempts(String taskId) {
        return List.copyOf(attempts.getOrDefault(taskId, new TreeMap<>()).values());
    }

    @Override
    public synchronized List<String> due(Instant now) {
        return notifications.values().stream()
                .filter(n -> n.lookAt().filter(at -> !at.isAfter(now)).isPresent())
                .sorted(Comparator.comparing(n -> n.lookAt().orElseThrow()))
                .map(Notification::taskId)
                .toList();
    }
}
