package dev.imagegen.local.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the properties of functions and of their events. */
final class Functions {

    private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");

    private Functions() {}

    static FunctionSpec function(String id, Section function, Section globals, Map<String, String> queueIds) {
        return new FunctionSpec(
                id,
                function.text("Handler").orElseGet(() -> globals.required("Handler")),
                function.text("CodeUri").orElseGet(() -> globals.required("CodeUri")),
                Duration.ofSeconds(function.number("Timeout").or(() -> globals.number("Timeout")).orElse(3)),
                function.number("MemorySize").or(() -> globals.number("MemorySize")).orElse(128),
                environment(globals, function),
                events(function.section("Events"), queueIds));
    }

    private static Map<String, String> environment(Section globals, Section function) {
        var variables = new LinkedHashMap<String, String>();
        variables.putAll(globals.section("Environment").section("Variables").allTexts());
        variables.putAll(function.section("Environment").section("Variables").allTexts());
        return Map.copyOf(variables);
    }

    private static List<Event> events(Section events, Map<String, String> queueIds) {
        var read = new ArrayList<Event>();
        for (var name : events.entries().keySet()) {
            var event = events.section((String) name);
            var properties = event.section("Properties");
            read.add(switch (event.required("Type")) {
                case "HttpApi" -> http(properties);
                case "SQS" -> queue(properties, queueIds);
                case "Schedule" -> schedule(properties, "Schedule");
                case "ScheduleV2" -> schedule(properties, "ScheduleExpression");
                case String other -> throw new TemplateException(event.path() + ": events of type " + other
                        + " do not work on this machine");
            });
        }
        return List.copyOf(read);
    }

    private static Event http(Section properties) {
        if (properties.text("Path").isEmpty() && properties.text("Method").isEmpty()) {
            return new Event.DefaultRoute();
        }
        return new Event.Route(
                properties.text("Method").orElse("ANY").toUpperCase(Locale.ROOT), properties.required("Path"));
    }

    private static Event queue(Section properties, Map<String, String> queueIds) {
        var arn = properties.required("Queue");
        if (!queueIds.containsKey(arn)) {
            throw new TemplateException(properties.path() + ".Queue: the template has no queue " + arn);
        }
        return new Event.Queue(
                queueIds.get(arn),
                arn,
                properties.number("BatchSize").orElse(10),
                properties.section("ScalingConfig").number("MaximumConcurrency").orElse(Integer.MAX_VALUE),
                properties.texts("FunctionResponseTypes").contains("ReportBatchItemFailures"),
                enabled(properties));
    }

    private static Event schedule(Section properties, String expression) {
        var text = properties.required(expression);
        var rate = RATE.matcher(text);
        if (!rate.matches()) {
            throw new TemplateException(properties.path() + "." + expression + " is " + text
                    + "; on this machine only rate(N minutes), rate(N hours) and rate(N days) work");
        }
        var count = Long.parseLong(rate.group(1));
        return new Event.Schedule(
                switch (rate.group(2)) {
                    case "minute" -> Duration.ofMinutes(count);
                    case "hour" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                },
                enabled(properties),
                properties.text("Input"));
    }

    private static boolean enabled(Section properties) {
        return properties.text("Enabled").map(Boolean::parseBoolean).orElse(true)
                && !properties.text("State").filter("DISABLED"::equals).isPresent();
    }
}
