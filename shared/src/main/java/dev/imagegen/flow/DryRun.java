package dev.imagegen.flow;

import dev.imagegen.access.ApiKey;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Limits;
import dev.imagegen.contract.RequestReader.Reading;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Balance;
import dev.imagegen.credits.Ledger;
import dev.imagegen.credits.Plan;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;

/** Says what a request would come to and cost. Nothing is written and nothing reserved. */
public final class DryRun {

    private final Drafts drafts;
    private final Ledger ledger;
    private final long freeCredits;
    private final Clock clock;

    /** @param freeCredits of a calendar month, on the free plan */
    public DryRun(Drafts drafts, Ledger ledger, long freeCredits, Clock clock) {
        this.drafts = drafts;
        this.ledger = ledger;
        this.freeCredits = freeCredits;
        this.clock = clock;
    }

    /** @param covered true if what the cloud and the key have left this month is enough just now */
    public record Estimate(Draft draft, boolean covered, Limits limits) {}

    /** @throws ImagegenException what the request itself would be refused with, but for want of credits */
    public Estimate of(ApiKey caller, Reading reading) {
        Draft draft = drafts.of(caller, reading);
        YearMonth month = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
        Allowance ofCloud = ledger.plan(caller.cloud()).orElseGet(Plan.Free::new).allowance(freeCredits);
        OptionalLong left = left(ofCloud, ledger.balance(caller.cloud(), month));
        boolean covered = covers(left, draft)
                && (caller.limits().monthly().credits().isEmpty()
                        || covers(left(caller.limits().monthly(), ledger.balance(caller.cloud(), month, caller.id())), draft));
        return new Estimate(draft, covered, new Limits(OptionalLong.of(0), left, ofCloud.credits()));
    }

    private static OptionalLong left(Allowance allowance, Optional<Balance> balance) {
        return allowance.without(balance.map(Balance::taken).orElse(0L));
    }

    private static boolean covers(OptionalLong left, Draft draft) {
        return left.isEmpty() || left.getAsLong() >= draft.credits();
    }
}
