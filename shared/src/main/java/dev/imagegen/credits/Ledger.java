package dev.imagegen.credits;

import java.time.YearMonth;
import java.util.Optional;

/** Plans and balances. Reserving and settling is done by the task store, in the transaction of the task's own change. */
public interface Ledger {

    /** The plan of a cloud; empty until its first generation, if none was set. */
    Optional<Plan> plan(String cloud);

    /** From now on, for the month that is running too: what is reserved or used stays so. */
    void setPlan(String cloud, Plan plan);

    /** Puts a cloud without a plan on the free one. @return the plan that it has now */
    Plan subscribe(String cloud);

    /** The balance of a month; empty if nothing was reserved in it yet. */
    Optional<Balance> balance(String cloud, YearMonth month);

    /** The month of one of its keys; empty if it reserved nothing in it yet. */
    Optional<KeyUsage> usage(String cloud, YearMonth month, String apiKey);

    /** The whole month of a cloud. Its parts are read one after the other, so they need not add up while tasks end. */
    Usage usage(String cloud, YearMonth month);
}
