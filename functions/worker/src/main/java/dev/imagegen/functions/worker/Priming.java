package dev.imagegen.functions.worker;

import dev.imagegen.log.Log;
import dev.imagegen.task.TaskStore;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/** One read of the table before a snapshot is taken, over TLS and signed, so that a restored function need not load that. */
final class Priming implements Resource {

    private final TaskStore tasks;
    private final Log log;

    Priming(TaskStore tasks, Log log) {
        this.tasks = tasks;
        this.log = log;
    }

    /** The platform keeps only a weak reference: whoever registers has to hold on to this. */
    void register() {
        Core.getGlobalContext().register(this);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            log.info("primed", "found", tasks.find("0").isPresent());
        } catch (RuntimeException e) {
            // A cold first call is better than no deployment.
            log.warn("not_primed", e);
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // Nothing is held open that a restore would break.
    }
}
