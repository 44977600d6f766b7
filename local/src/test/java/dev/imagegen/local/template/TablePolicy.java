package dev.imagegen.local.template;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the template's policy lets one function do with the table, decided as the platform does: what nobody allows is denied, and
 * what anybody denies too.
 */
public final class TablePolicy {

    private final List<Statement> statements;

    private TablePolicy(List<Statement> statements) {
        this.statements = statements;
    }

    /** @param function its logical id */
    public static TablePolicy of(String function) throws IOException {
        var statements = new ArrayList<Statement>();
        for (var policy : (List<?>) RealTemplate.resources("AWS::Serverless::Function").get(function).get("Policies")) {
            for (var statement : (List<?>) ((Map<?, ?>) policy).get("Statement")) {
                statements.add(Statement.read((Map<?, ?>) statement));
            }
        }
        return new TablePolicy(statements);
    }

    /**
     * Whether a call is allowed.
     *
     * @param action for example {@code dynamodb:PutItem}
     * @param index  name of the index, empty for the table itself
     * @param leadingKey partition key of the item; empty if the call has none
     */
    public boolean allows(String action, String index, String leadingKey) {
        return statements.stream().anyMatch(s -> s.allow() && s.matches(action, index, leadingKey))
                && statements.stream().noneMatch(s -> !s.allow() && s.matches(action, index, leadingKey));
    }

    /** The patterns to which the partition keys of that action are limited; one {@code *} if they are not. */
    public Set<String> leadingKeys(String action) {
        var patterns = new TreeSet<String>();
        statements.stream()
                .filter(s -> s.allow() && s.actions().contains(action))
                .forEach(s -> patterns.addAll(s.leadingKeys().isEmpty() ? List.of("*") : s.leadingKeys()));
        return patterns;
    }

    private record Statement(boolean allow, List<String> actions, List<String> resources, List<String> leadingKeys) {

        static Statement read(Map<?, ?> statement) {
            if (statement.containsKey("Fn::If")) {
                return read((Map<?, ?>) ((List<?>) statement.get("Fn::If")).get(1));
            }
            var keys = new ArrayList<String>();
            if (statement.get("Condition") instanceof Map<?, ?> condition) {
                condition.values().forEach(test -> keys.addAll(texts(((Map<?, ?>) test).get("dynamodb:LeadingKeys"))));
            }
            return new Statement("Allow".equals(statement.get("Effect")), texts(statement.get("Action")),
                    texts(statement.get("Resource")), keys);
        }

        boolean matches(String action, String index, String leadingKey) {
            return actions.contains(action)
                    && resources.stream().anyMatch(resource -> names(resource, index))
                    && (leadingKeys.isEmpty() || leadingKeys.stream().anyMatch(pattern -> like(leadingKey, pattern)));
        }

        private static boolean names(String resource, String index) {
            return index.isEmpty()
                    ? resource.equals("{Fn::GetAtt=[Table, Arn]}")
                    : resource.equals("{Fn::Sub=${Table.Arn}/index/" + index + "}");
        }

        private static boolean like(String text, String pattern) {
            return text.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"));
        }

        private static List<String> texts(Object value) {
            return switch (value) {
                case null -> List.of();
                case List<?> list -> list.stream().map(String::valueOf).toList();
                default -> List.of(String.valueOf(value));
            };
        }
    }
}
