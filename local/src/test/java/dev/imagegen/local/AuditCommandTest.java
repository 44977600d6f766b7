package dev.imagegen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.audit.Account;
import dev.imagegen.audit.Figure;
import dev.imagegen.audit.Finding;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditCommandTest {

    private static final Account CLOUD = new Account.Month("acme", Optional.empty(), YearMonth.of(2026, 11));
    private static final Account KEY = new Account.Month("acme", Optional.of("k"), YearMonth.of(2026, 11));

    private static String report(int code, Finding... findings) {
        var out = new Printed();
        assertEquals(code, AuditCommand.report(List.of(findings), out.stream()));
        return out.text().replace(System.lineSeparator(), "\n");
    }

    @Test
    void everyBalanceHasALineAndAllAreRight() {
        assertEquals(
                """
                2026-11 of cloud acme: reserved 3, possible spend 2: ok
                2026-11 of cloud acme, key k: used 6: ok
                2 balances, ok
                """,
                report(0,
                        new Finding(CLOUD, Figure.RESERVED, 3, 3, 3),
                        new Finding(CLOUD, Figure.POSSIBLE_SPEND, 2, 0, Long.MAX_VALUE),
                        new Finding(KEY, Figure.USED, 6, 5, 7)));
    }

    @Test
    void aDifferenceIsShownBesideWhatTheTasksSay() {
        assertEquals(
                """
                2026-11 of cloud acme: reserved 3 (by the tasks 4), used 6, refunded 9 (by the tasks 1 to 2): DIFFERENT
                2026-11 of cloud acme, key k: used 6 (by the tasks 7 or more): DIFFERENT
                2 balances, 2 of them wrong
                """,
                report(1,
                        new Finding(CLOUD, Figure.RESERVED, 3, 4, 4),
                        new Finding(CLOUD, Figure.USED, 6, 6, 6),
                        new Finding(CLOUD, Figure.REFUNDED, 9, 1, 2),
                        new Finding(KEY, Figure.USED, 6, 7, Long.MAX_VALUE)));
    }

    @Test
    void anEmptyTableIsRight() {
        assertEquals("0 balances, ok\n", report(0));
    }
}
