package dev.imagegen.aws;

import dev.imagegen.log.Log;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * One pass through a function before its snapshot is taken, TLS and signing included, so that a restored one has its classes
 * loaded. The pass must change nothing outside but what may be written any number of times.
 */
public final class Priming implements Resource {

    /** A way through the function. */
    public interface Pass {

        /** @throws Exception if it did not get as far as it should have: an answer that tells of a failure counts too */
        void run() throws Exception;
    }

    private final Pass pass;
    private final Log log;

    public Priming(Pass pass, Log log) {
        this.pass = pass;
        this.log = log;
    }

    /** The platform keeps only a weak reference: whoever registers has to hold on to this. */
    public void register() {
        Core.getGlobalContext().register(this);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            pass.run();
            log.info("primed");
        } catch (Exception | LinkageError | AssertionError e) {
            // A cold first call is better than no deployment.
            log.warn("not_primed", e);
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // Nothing is held open that a restore would break.
    }
}
