package dev.imagegen.audit;

import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;

/** A number of an account, and what one task adds to it. */
public enum Figure {
    RESERVED {
        @Override
        long open(Task task) {
            return task.reservation().credits();
        }
    },
    USED {
        @Override
        long ended(Task task) {
            return task.state() instanceof TaskState.Completed completed ? completed.credits() : 0;
        }
    },
    REFUNDED {
        @Override
        long ended(Task task) {
            return task.state() instanceof TaskState.Failed ? task.reservation().credits() : 0;
        }
    },
    POSSIBLE_SPEND {
        @Override
        long ended(Task task) {
            int unclear = task.state() instanceof TaskState.Failed failed && failed.maybeBilled() ? 1 : 0;
            return (task.repeatedCalls() + unclear) * task.reservation().credits();
        }
    },
    OPEN_TASKS {
        @Override
        long open(Task task) {
            return 1;
        }
    };

    /** While it has not ended. */
    long open(Task task) {
        return 0;
    }

    /** @param task one that has ended */
    long ended(Task task) {
        return 0;
    }

    /** True if what a task adds stays after the task is forgotten. */
    boolean lasting() {
        return switch (this) {
            case RESERVED, OPEN_TASKS -> false;
            case USED, REFUNDED, POSSIBLE_SPEND -> true;
        };
    }
}
