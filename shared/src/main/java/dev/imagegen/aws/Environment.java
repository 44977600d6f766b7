package dev.imagegen.aws;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The variables of a function, read with errors that name the one that is missing or wrong. */
public final class Environment {

    private final Map<String, String> variables;

    public Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** @throws IllegalStateException naming the variable if it is not set */
    public String text(String name) {
        return find(name).orElseThrow(() ->
                new IllegalStateException("The environment variable " + name + " is not set; template.yaml sets it."));
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /** True if it is set to {@code true}. */
    public boolean flag(String name) {
        return find(name).filter("true"::equals).isPresent();
    }

    /** The variables whose name begins so, by the rest of their names; those that are blank are left out. */
    public Map<String, String> withPrefix(String prefix) {
        return variables.entrySet().stream()
                .filter(e -> e.getKey().startsWith(prefix) && !e.getValue().isBlank())
                .collect(Collectors.toMap(e -> e.getKey().substring(prefix.length()), Map.Entry::getValue));
    }

    /** @throws IllegalStateException naming the variable if it is no whole number */
    public long number(String name) {
        try {
            return Long.parseLong(text(name).strip());
        } catch (NumberFormatException e) {
            throw new IllegalStateException("The environment variable " + name + " must be a whole number.", e);
        }
    }

    public Duration seconds(String name) {
        return Duration.ofSeconds(number(name));
    }
}
