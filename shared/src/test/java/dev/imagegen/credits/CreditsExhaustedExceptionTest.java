package dev.imagegen.credits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Limits;
import dev.imagegen.contract.PublicError;
import java.time.YearMonth;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreditsExhaustedExceptionTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11, 2026-12-01T00:00:00Z", "2026-12, 2027-01-01T00:00:00Z", "2028-01, 2028-02-01T00:00:00Z",
        "2028-02, 2028-03-01T00:00:00Z",
    })
    void refusalSaysWhatItCostsWhatIsLeftAndWhenTheCreditsAreReset(YearMonth month, String reset) {
        var refusal = CreditsExhaustedException.ofCloud(new Reservation(month, 8, Budget.of(Allowance.limitedTo(50))), 3);
        assertEquals(
                new PublicError(
                        ErrorCode.CREDITS_EXHAUSTED,
                        "This image costs 8 credits and 3 are left this month. Upgrade the plan, or wait for " + reset
                                + ", when the credits are reset.",
                        Map.of("credits", 8L, "remaining", 3L, "resets_at", reset)),
                refusal.error());
    }

    @Test
    void paidPlanOverItsLimitIsToldToRaiseIt() {
        var limit = Allowance.limitedTo(50);
        var budget = new Budget(limit, Allowance.unlimited(), OptionalInt.empty(), true);
        var refusal = CreditsExhaustedException.ofCloud(new Reservation(YearMonth.of(2026, 11), 8, budget), 3);
        assertEquals("This image costs 8 credits and 3 are left this month. Raise the plan's spending limit, or wait for "
                + "2026-12-01T00:00:00Z, when the credits are reset.", refusal.error().message());
    }

    @Test
    void refusalShowsTheQuotaAndThatNothingWasUsed() {
        var refusal = CreditsExhaustedException.ofCloud(new Reservation(YearMonth.of(2026, 11), 8, Budget.of(Allowance.limitedTo(50))), 3);
        assertEquals(new Limits(OptionalLong.of(0), OptionalLong.of(3), OptionalLong.of(50)), refusal.limits());
    }
}
