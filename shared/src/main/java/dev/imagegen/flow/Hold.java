package dev.imagegen.flow;

import dev.imagegen.task.Task;

/** A task in a worker's hands. */
interface Hold {

    /** The task as it was last written. */
    Task task();

    /** Ends what keeps it in these hands. What is returned can be changed, if nobody took the task meanwhile. */
    Task stop();

    /** One that nothing has to keep: whoever writes first has it. */
    static Hold of(Task task) {
        return new Hold() {
            @Override
            public Task task() {
                return task;
            }

            @Override
            public Task stop() {
                return task;
            }
        };
    }
}
