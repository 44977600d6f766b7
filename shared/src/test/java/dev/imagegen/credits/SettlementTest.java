package dev.imagegen.credits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.YearMonth;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettlementTest {

    private static Reservation reserved(long credits) {
        return new Reservation(YearMonth.of(2026, 11), credits, Budget.of(Allowance.limitedTo(50)));
    }

    @ParameterizedTest
    @CsvSource({"8, 8, 8, 0", "8, 5, 5, 3", "8, 0, 0, 8", "8, 9, 8, 0", "0, 0, 0, 0"})
    void imageUsesItsCostUpToWhatWasReservedAndReleasesTheRest(long reserved, long cost, long used, long released) {
        var settlement = Settlement.paid(reserved(reserved), cost, 0);
        assertEquals(new Settlement(reserved, used, 0, 0), settlement);
        assertEquals(released, settlement.released());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 8", "2, 16"})
    void failureGivesEverythingBackAndNotesWhatAProviderMayBill(int calls, long possibleSpend) {
        var settlement = Settlement.refunded(reserved(8), calls);
        assertEquals(new Settlement(8, 0, 8, possibleSpend), settlement);
        assertEquals(8, settlement.released());
    }

    @Test
    void imageNotesWhatACallBeforeItMayHaveCost() {
        assertEquals(new Settlement(8, 5, 0, 8), Settlement.paid(reserved(8), 5, 1));
    }

    @Test
    void untouchedMonthHasAllOfItsPlan() {
        assertEquals(
                new Balance(OptionalLong.of(50), 0, 0, 0, 0), Balance.untouched(Allowance.limitedTo(50)));
        assertEquals(
                new Balance(OptionalLong.empty(), 0, 0, 0, 0), Balance.untouched(Allowance.unlimited()));
    }
}
