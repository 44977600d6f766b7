package dev.imagegen.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.log.Log;
import dev.imagegen.task.Task;
import dev.imagegen.testing.InMemoryTable;
import dev.imagegen.testing.MutableClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Balances beside the sum over their tasks, on a quiet system and on a busy one. */
class AuditTest {

    private static final Duration LONG_AGO = Duration.ofMinutes(5);

    private final MutableClock clock = new MutableClock();
    private final InMemoryTable table = new InMemoryTable();
    private final Orders orders = new Orders("acme", clock, Duration.ofDays(35));
    private Runnable meanwhile = () -> { };

    /** The table, and what happens between the balances and the tasks. */
    private final Books books = new Books() {
        @Override
        public Iterable<Entry> entries() {
            List<Entry> entries = table.entries();
            meanwhile.run();
            return entries;
        }

        @Override
        public Iterable<Task> tasks() {
            return table.tasks();
        }
    };

    private List<Finding> audit() {
        return new Audit(books, clock).run();
    }

    private static List<Finding> wrong(List<Finding> findings) {
        return findings.stream().filter(finding -> !finding.right()).toList();
    }

    private Task accepted(long credits) {
        Task task = orders.next("a-key", credits, Orders.budget(500, OptionalLong.of(400), OptionalInt.of(90)));
        table.accept(task);
        return task;
    }

    private Task end(Task task, Task end) {
        assertTrue(table.replace(task, end));
        return end;
    }

    private void someOfEveryKind() {
        accepted(1);
        Task cheaper = accepted(20);
        end(cheaper, orders.completed(cheaper, 15));
        Task failed = accepted(300);
        end(failed, orders.failed(failed, false));
        Task unknown = accepted(40);
        end(unknown, orders.failed(unknown, true));
    }

    private static String text(Finding f) {
        return f.account() + " " + f.figure() + " " + f.kept() + " " + f.lowest() + " " + f.highest();
    }

    @Test
    void ofAQuietSystemEveryFigureIsExact() {
        someOfEveryKind();
        clock.advance(LONG_AGO);

        List<String> lines = audit().stream().map(AuditTest::text).toList();

        assertEquals(
                List.of(
                        "2026-11 of cloud acme RESERVED 1 1 1",
                        "2026-11 of cloud acme USED 15 15 15",
                        "2026-11 of cloud acme REFUNDED 340 340 340",
                        "2026-11 of cloud acme POSSIBLE_SPEND 40 40 40",
                        "2026-11 of cloud acme, key a-key RESERVED 1 1 1",
                        "2026-11 of cloud acme, key a-key USED 15 15 15",
                        "2026-11 of cloud acme, key a-key REFUNDED 340 340 340",
                        "2026-11 of cloud acme, key a-key POSSIBLE_SPEND 40 40 40",
                        "tasks at once of key a-key OPEN_TASKS 1 1 1"),
                lines);
    }

    @Test
    void ofAnEmptyTableThereIsNothingToSay() {
        assertEquals(List.of(), audit());
    }

    /** The table, with one number of one account other than it is. */
    private Books tampered(Figure figure, boolean ofKey, long by) {
        return new Books() {
            @Override
            public Iterable<Entry> entries() {
                List<Entry> entries = new ArrayList<>();
                for (Entry entry : table.entries()) {
                    boolean meant = !(entry.account() instanceof Account.Month month) || month.apiKey().isPresent() == ofKey;
                    Map<Figure, Long> figures = new HashMap<>(entry.figures());
                    figures.computeIfPresent(figure, (_, kept) -> meant ? kept + by : kept);
                    entries.add(new Entry(entry.account(), figures));
                }
                return entries;
            }

            @Override
            public Iterable<Task> tasks() {
                return table.tasks();
            }
        };
    }

    @ParameterizedTest
    @EnumSource(Figure.class)
    void aFigureThatIsWrongByOneIsFoundAndNoOther(Figure figure) {
        someOfEveryKind();
        clock.advance(LONG_AGO);
        for (boolean ofKey : new boolean[] {true, false}) {
            for (int by : new int[] {1, -1}) {
                var wrong = wrong(new Audit(tampered(figure, ofKey, by), clock).run());

                assertEquals(1, wrong.size(), wrong.toString());
                assertEquals(figure, wrong.getFirst().figure());
                assertEquals(wrong.getFirst().lowest() + by, wrong.getFirst().kept());
            }
        }
    }

    @Test
    void anAccountThatIsMissingIsFound() {
        accepted(3);
        clock.advance(LONG_AGO);
        Books without = new Books() {
            @Override
            public Iterable<Entry> entries() {
                return List.of();
            }

            @Override
            public Iterable<Task> tasks() {
                return table.tasks();
            }
        };

        assertEquals(3, wrong(new Audit(without, clock).run()).size());
    }

    @Test
    void whatIsAcceptedAndEndedWhileItReadsIsNoFalseAlarm() {
        accepted(3);
        Task ending = accepted(5);
        clock.advance(LONG_AGO);
        meanwhile = () -> {
            Task next = accepted(7);
            end(ending, orders.completed(ending, 5));
            end(next, orders.failed(next, true));
            accepted(11);
        };

        List<Finding> findings = audit();

        assertEquals(List.of(), wrong(findings));
        assertEquals("2026-11 of cloud acme RESERVED 8 3 26", text(findings.getFirst()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT3H", "-PT10M", "-PT61S", "PT0S", "PT61S", "PT10M", "PT3H"})
    void auditOnAWrongClockFindsNoDifference(Duration ahead) {
        Task ending = accepted(5);
        someOfEveryKind();
        meanwhile = () -> {
            end(ending, orders.completed(ending, 5));
            accepted(11);
        };

        List<Finding> findings = new Audit(books, new MutableClock(clock.instant().plus(ahead))).run();

        assertEquals(List.of(), wrong(findings));
        assertEquals("2026-11 of cloud acme RESERVED 6 1 17", text(findings.getFirst()));
    }

    @Test
    void taskWrittenAMomentAgoIsExact() {
        someOfEveryKind();

        assertTrue(audit().stream().allMatch(f -> f.lowest() == f.kept() && f.kept() == f.highest()));
    }

    /** What is deleted in between has ended long ago, or ends with it. */
    @Test
    void tasksForgottenWhileItReadsAreNoFalseAlarm() {
        Orders old = new Orders("acme", clock, Duration.ofDays(1));
        Task ended = old.next("a-key", 7, Orders.budget(500, OptionalLong.empty(), OptionalInt.of(90)));
        table.accept(ended);
        end(ended, orders.completed(ended, 7));
        clock.advance(Duration.ofDays(1));
        accepted(3);
        List<Task> later = table.tasks().stream().filter(task -> !task.id().equals(ended.id())).toList();
        var reading = new AtomicInteger();
        Books forgetting = new Books() {
            @Override
            public Iterable<Entry> entries() {
                return table.entries();
            }

            @Override
            public Iterable<Task> tasks() {
                return reading.getAndIncrement() == 0 ? table.tasks() : later;
            }
        };

        assertEquals(List.of(), wrong(new Audit(forgetting, clock).run()));
    }

    @Test
    void aMonthWhoseFirstTasksMayBeForgottenHasLowerBoundsAndIsExactAboutWhatIsReserved() {
        Orders brief = new Orders("acme", clock, Duration.ofDays(21));
        Task task = brief.next("a-key", 3, Orders.budget(500, OptionalLong.empty(), OptionalInt.empty()));
        table.accept(task);
        clock.advance(LONG_AGO);

        for (Finding finding : audit()) {
            assertTrue(finding.right());
            assertEquals(finding.figure() != Figure.RESERVED, finding.highest() == Long.MAX_VALUE, text(finding));
        }
        assertEquals(2, wrong(new Audit(tampered(Figure.RESERVED, true, 1), clock).run()).size()
                + wrong(new Audit(tampered(Figure.RESERVED, false, -1), clock).run()).size());
        assertEquals(List.of(), wrong(new Audit(tampered(Figure.USED, true, 9), clock).run()));
        assertEquals(1, wrong(new Audit(tampered(Figure.USED, true, -9), clock).run()).size());
    }

    @Test
    void theScheduledAuditLogsEachDifferenceAndWhatKeptItFromAnAnswer() {
        accepted(3);
        clock.advance(LONG_AGO);

        assertTrue(logged(table).endsWith("\"event\":\"audit_done\",\"figures\":\"9\",\"wrong\":\"0\"}\n"), logged(table));
        String different = logged(tampered(Figure.USED, true, 2));
        assertTrue(different.contains("\"level\":\"ERROR\",\"event\":\"audit_difference\""), different);
        assertTrue(different.contains("\"account\":\"2026-11 of cloud acme, key a-key\",\"figure\":\"USED\",\"kept\":\"2\""), different);
        Books broken = new Books() {
            @Override
            public Iterable<Entry> entries() {
                throw new IllegalStateException("The table does not answer");
            }

            @Override
            public Iterable<Task> tasks() {
                return List.of();
            }
        };
        assertTrue(logged(broken).contains("\"level\":\"ERROR\",\"event\":\"audit_failed\""));
    }

    private String logged(Books of) {
        var out = new ByteArrayOutputStream();
        new ScheduledAudit(new Audit(of, clock), new Log(new PrintStream(out, true, StandardCharsets.UTF_8), clock)).run();
        return out.toString(StandardCharsets.UTF_8);
    }
}
