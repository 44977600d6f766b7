package dev.imagegen.flow;

import dev.imagegen.access.ApiKey;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Limits;
import dev.imagegen.contract.RequestReader.Reading;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Balance;
import dev.imagegen.credits.KeyUsage;
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
        Limits shown = limits(ofCloud, ledger.balance(caller.cloud(), month));
        if (caller.limits().monthly().credits().isPresent()) {
            shown = tighter(shown, limits(
                    caller.limits().monthly(), ledger.usage(caller.cloud(), month, caller.id()).map(KeyUsage::balance)));
        }
        boolean covered = shown.remaining().isEmpty() || shown.remaining().getAsLong() >= draft.credits();
        return new Estimate(draft, covered, shown);
    }

    private static Limits limits(Allowance allowance, Optional<Balance> balance) {
        return new Limits(OptionalLong.of(0), allowance.without(balance.map(Balance::taken).orElse(0L)), allowance.credits());
    }

    private static Limits tighter(Limits ofCloud, Limits ofKey) {
        return ofKey.remaining().orElse(Long.MAX_VALUE) < ofCloud.remaining().orElse(Long.MAX_VALUE) ? ofKey : ofCloud;
    }
}
