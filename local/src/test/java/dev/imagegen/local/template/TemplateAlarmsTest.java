package dev.imagegen.local.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What rings, and that it can ring. */
class TemplateAlarmsTest {

    private static final Path ROOT = Path.of(System.getProperty("imagegen.root"));
    private static final Pattern EVENT = Pattern.compile("\\$\\.event = \"([a-z_]+)\"");
    /** A call of the log, or the constant that one names. */
    private static final Pattern LOGGED = Pattern.compile("(?:log\\.(?:info|warn|error)\\(|EVENT = )\"([a-z_]+)\"");

    @Test
    void possibleSpendAndUncoveredCostsAreAlarmsOfTheStack() throws IOException {
        assertTrue(counted().containsAll(Set.of("possible_spend", "image_cost_more")), counted().toString());
    }

    @Test
    void everyEventThatIsCountedIsLoggedByTheWorker() throws IOException {
        var logged = new TreeSet<String>();
        for (String sources : List.of("shared/src/main/java", "functions/worker/src/main/java")) {
            try (var files = Files.walk(ROOT.resolve(sources))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    LOGGED.matcher(Files.readString(file)).results().forEach(found -> logged.add(found.group(1)));
                }
            }
        }
        assertTrue(logged.containsAll(counted()), () -> "logged are " + logged);
        for (var filter : RealTemplate.resources("AWS::Logs::MetricFilter").values()) {
            assertEquals(Map.of("Ref", "WorkerLog"), filter.get("LogGroupName"));
        }
    }

    @Test
    void everyCountHasItsAlarmAndEveryAlarmItsTopic() throws IOException {
        var alarms = RealTemplate.resources("AWS::CloudWatch::Alarm");
        var metrics = alarms.values().stream().map(alarm -> alarm.get("MetricName")).collect(Collectors.toSet());
        for (var filter : RealTemplate.resources("AWS::Logs::MetricFilter").values()) {
            var counted = (Map<?, ?>) ((List<?>) filter.get("MetricTransformations")).getFirst();
            assertTrue(metrics.contains(counted.get("MetricName")), counted.toString());
        }
        for (var alarm : alarms.entrySet()) {
            assertTrue(alarm.getValue().get("AlarmActions").toString().contains("AlarmTopic"), alarm.getKey());
        }
    }

    @Test
    void everyAlarmIsExplainedToTheOperator() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/operations.md"));
        for (String alarm : RealTemplate.resources("AWS::CloudWatch::Alarm").keySet()) {
            assertTrue(page.contains("| `" + alarm + "` |"), alarm);
        }
    }

    private static Set<String> counted() throws IOException {
        var events = new TreeSet<String>();
        for (var filter : RealTemplate.resources("AWS::Logs::MetricFilter").values()) {
            EVENT.matcher((String) filter.get("FilterPattern")).results().forEach(found -> events.add(found.group(1)));
        }
        return events;
    }
}
