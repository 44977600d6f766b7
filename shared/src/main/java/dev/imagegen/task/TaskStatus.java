package dev.imagegen.task;

import dev.imagegen.contract.WireEnum;

/** How far a task is, as clients are told. */
public enum TaskStatus implements WireEnum {
    PENDING("pending"),
    PROCESSING("processing"),
    COMPLETED("completed"),
    FAILED("failed");

    private final String word;

    TaskStatus(String word) {
        this.word = word;
    }

    public static TaskStatus of(TaskState state) {
        return switch (state) {
            case TaskState.Queued _ -> PENDING;
            case TaskState.Running _, TaskState.Submitted _, TaskState.Generated _ -> PROCESSING;
            case TaskState.Completed completed -> completed.failure().isPresent() ? FAILED : COMPLETED;
            case TaskState.Failed _ -> FAILED;
        };
    }

    @Override
    public String wireName() {
        return word;
    }
}
