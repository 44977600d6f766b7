package dev.imagegen.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces CloudFormation's functions in a value by what they give: Ref, GetAtt, Sub, If, Equals, Not, And, Or,
 * Condition, Select, Split and Join. {@code AWS::NoValue} removes the entry that it stands in.
 */
final class Intrinsics {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]+)}");

    private final References references;
    private final Map<?, ?> conditions;

    /** Takes what names stand for, and the section {@code Conditions} of the template. */
    Intrinsics(References references, Map<?, ?> conditions) {
        this.references = references;
        this.conditions = conditions;
    }

    /**
     * Returns the value with every function in it replaced; empty where that gives no value.
     *
     * @throws TemplateException if a function is unknown, misused, or names something unknown
     */
    Optional<Object> resolve(Object value) {
        return switch (value) {
            case null -> Optional.empty();
            case Map<?, ?> map when function(map).isPresent() -> call(function(map).get(), map.values().iterator().next());
            case Map<?, ?> map -> {
                var resolved = new LinkedHashMap<Object, Object>();
                map.forEach((key, entry) -> resolve(entry).ifPresent(there -> resolved.put(key, there)));
                yield Optional.of(resolved);
            }
            case List<?> list -> Optional.of(list.stream().flatMap(entry -> resolve(entry).stream()).toList());
            default -> Optional.of(value);
        };
    }

    /** Returns the name of the function that the map is a call of, empty if it is a plain map. */
    static Optional<String> function(Map<?, ?> map) {
        return map.size() == 1
                        && map.keySet().iterator().next() instanceof String key
                        && (key.equals("Ref") || key.equals("Condition") || key.startsWith("Fn::"))
                ? Optional.of(key)
                : Optional.empty();
    }

    private Optional<Object> call(String function, Object argument) {
        return switch (function) {
            case "Ref" -> "AWS::NoValue".equals(argument) ? Optional.empty() : Optional.of(references.ref(name(function, argument)));
            case "Condition" -> Optional.of(condition(name(function, argument)));
            case "Fn::GetAtt" -> Optional.of(attribute(argument));
            case "Fn::Sub" -> Optional.of(substitute(argument));
            case "Fn::If" -> resolve(arguments(function, argument, 3).get(truth(condition(text(argument, 0))) ? 1 : 2));
            case "Fn::Equals" -> Optional.of(equal(arguments(function, argument, 2)));
            case "Fn::Not" -> Optional.of(!truth(arguments(function, argument, 1).getFirst()));
            case "Fn::And" -> Optional.of(list(function, argument).stream().allMatch(this::truth));
            case "Fn::Or" -> Optional.of(list(function, argument).stream().anyMatch(this::truth));
            case "Fn::Select" -> select(arguments(function, argument, 2));
            case "Fn::Split" -> Optional.of(split(arguments(function, argument, 2)));
            case "Fn::Join" -> Optional.of(join(arguments(function, argument, 2)));
            default -> throw new TemplateException(function + " is not known on this machine");
        };
    }

    private Object condition(String name) {
        if (!conditions.containsKey(name)) {
            throw new TemplateException("The template has no condition " + name);
        }
        return truth(conditions.get(name));
    }

    private boolean truth(Object value) {
        return Boolean.parseBoolean(String.valueOf(required(value)));
    }

    private boolean equal(List<?> pair) {
        return Objects.equals(String.valueOf(required(pair.get(0))), String.valueOf(required(pair.get(1))));
    }

    private String attribute(Object argument) {
        var parts = argument instanceof String dotted ? List.of(dotted.split("\\.", 2)) : arguments("Fn::GetAtt", argument, 2);
        return references.attribute(name("Fn::GetAtt", parts.get(0)), name("Fn::GetAtt", parts.get(1)));
    }

    private Optional<Object> select(List<?> pair) {
        var index = String.valueOf(required(pair.get(0)));
        var list = list("Fn::Select", required(pair.get(1)));
        if (!index.matches("\\d{1,4}") || Integer.parseInt(index) >= list.size()) {
            throw new TemplateException("Fn::Select asks for entry " + index + " of " + list);
        }
        return Optional.of(list.get(Integer.parseInt(index)));
    }

    private List<String> split(List<?> pair) {
        return List.of(text(pair, 1).split(Pattern.quote(text(pair, 0)), -1));
    }

    private String join(List<?> pair) {
        var parts = list("Fn::Join", required(pair.get(1))).stream().map(String::valueOf).toList();
        return String.join(text(pair, 0), parts);
    }

    private String substitute(Object argument) {
        var text = argument instanceof String alone ? alone : (String) arguments("Fn::Sub", argument, 2).getFirst();
        var own = argument instanceof List<?> pair ? (Map<?, ?>) required(pair.get(1)) : Map.of();
        return PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(
                found.group(1).isEmpty() ? placeholder(found.group(2), own) : "${" + found.group(2) + "}"));
    }

    private String placeholder(String name, Map<?, ?> own) {
        if (own.containsKey(name)) {
            return String.valueOf(own.get(name));
        }
        return name.contains(".") ? attribute(name) : references.ref(name);
    }

    private String text(Object arguments, int index) {
        return String.valueOf(required(((List<?>) arguments).get(index)));
    }

    private Object required(Object value) {
        return resolve(value).orElseThrow(() -> new TemplateException("AWS::NoValue stands where a value is needed"));
    }

    private static String name(String function, Object argument) {
        if (argument instanceof String name) {
            return name;
        }
        throw new TemplateException(function + " takes a name, not " + argument);
    }

    private static List<?> list(String function, Object argument) {
        if (argument instanceof List<?> list) {
            return list;
        }
        throw new TemplateException(function + " takes a list, not " + argument);
    }

    private static List<?> arguments(String function, Object argument, int count) {
        if (argument instanceof List<?> list && list.size() == count) {
            return new ArrayList<>(list);
        }
        throw new TemplateException(function + " takes a list of " + count + " entries, not " + argument);
    }
}
