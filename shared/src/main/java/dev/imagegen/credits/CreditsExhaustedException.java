package dev.imagegen.credits;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Limits;
import dev.imagegen.contract.PublicError;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.OptionalLong;

/** The month's credits do not cover an image. Nothing was reserved. */
public final class CreditsExhaustedException extends ImagegenException {

    private final transient Limits limits;

    public CreditsExhaustedException(Reservation wanted, long remaining) {
        super(new PublicError(
                ErrorCode.CREDITS_EXHAUSTED,
                "This image costs %d credits and %d are left this month. Upgrade the plan, or wait for %s, when the credits are reset."
                        .formatted(wanted.credits(), remaining, resetOf(wanted.month())),
                Map.of("credits", wanted.credits(), "remaining", remaining, "resets_at", resetOf(wanted.month()))));
        this.limits = new Limits(OptionalLong.of(0), OptionalLong.of(remaining), wanted.plan().monthlyCredits());
    }

    private static String resetOf(YearMonth month) {
        return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toString();
    }

    /** The quota as the refusal shows it. */
    public Limits limits() {
        return limits;
    }
}
