package dev.imagegen.credits;

import java.time.YearMonth;
import java.util.Optional;

/** Plans and balances. Reserving and settling is done by the task store, in the transaction of the task's own change. */
public interface Ledger {

    /** The plan that was set for a cloud; empty if none was, then the deployment's default holds. */
    Optional<Plan> plan(String cloud);

    void setPlan(String cloud, Plan plan);

    /** The balance of a month; empty if nothing was reserved in it yet. */
    Optional<Balance> balance(String cloud, YearMonth month);
}
