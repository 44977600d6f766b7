package dev.imagegen.engine;

/** An engine that takes a drawing, and has to be asked for it. */
public interface AsynchronousEngine extends ImageEngine {

    /**
     * Asks how far it is. Costs nothing, however often.
     *
     * @param drawing without its references
     * @throws EngineException with a failure that is {@linkplain Failure#safeToRepeat() safe to repeat}, or the operator's to
     *     mend, if it is to be asked again; with any other if there will be no picture
     */
    Progress ask(Upstream upstream, Drawing drawing);
}
