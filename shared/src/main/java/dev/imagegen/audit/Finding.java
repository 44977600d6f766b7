package dev.imagegen.audit;

/**
 * A number beside the sum over the tasks.
 *
 * @param kept as the account has it
 * @param lowest that it can be by the tasks
 * @param highest the same; {@link Long#MAX_VALUE} if tasks of that month may be forgotten
 */
public record Finding(Account account, Figure figure, long kept, long lowest, long highest) {

    public boolean right() {
        return new Range(lowest, highest).holds(kept);
    }
}
