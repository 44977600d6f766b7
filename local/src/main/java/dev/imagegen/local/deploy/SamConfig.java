package dev.imagegen.local.deploy;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.imagegen.local.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One environment of {@code samconfig.toml}: what {@code sam deploy --config-env} would take from it.
 *
 * @param stack the name of its stack
 * @param parameters of the template, by name
 */
public record SamConfig(String stack, Map<String, String> parameters) {

    /** What stands in the file that is shipped where only the operator knows what belongs there. */
    private static final String TO_FILL_IN = "CHANGE-ME";
    private static final Pattern PAIR =
            Pattern.compile("([A-Za-z0-9]+)=(\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'|(?:\\\\.|[^ \"'\\\\])+)?");

    /**
     * Reads an environment.
     *
     * @throws UsageException if the file or the environment is not there, or something in it is still to be filled in
     */
    public static SamConfig read(Path file, String environment) throws IOException {
        if (!Files.exists(file)) {
            throw new UsageException("There is no " + file + ", which says what is deployed.");
        }
        JsonNode all = parse(file);
        JsonNode deploy = all.path(environment).path("deploy").path("parameters");
        if (!deploy.isObject()) {
            throw new UsageException("samconfig.toml has no [" + environment + ".deploy.parameters], only "
                    + all.properties().stream().filter(entry -> entry.getValue().isObject()).map(Map.Entry::getKey)
                            .collect(Collectors.joining(", ")) + ".");
        }
        var config = new SamConfig(deploy.path("stack_name").asText(""), parameters(deploy.path("parameter_overrides")));
        config.checkFilledIn(environment);
        return config;
    }

    private static JsonNode parse(Path file) throws IOException {
        try {
            return new TomlMapper().readTree(file.toFile());
        } catch (JacksonException malformed) {
            throw new UsageException("samconfig.toml cannot be read: " + malformed.getMessage());
        }
    }

    private static Map<String, String> parameters(JsonNode overrides) {
        var parameters = new LinkedHashMap<String, String>();
        if (overrides.isObject()) {
            overrides.properties().forEach(entry -> parameters.put(entry.getKey(), entry.getValue().asText()));
        } else if (overrides.isArray()) {
            overrides.forEach(pair -> parameters.putAll(pairs(pair.asText())));
        } else {
            parameters.putAll(pairs(overrides.asText()));
        }
        return parameters;
    }

    private static Map<String, String> pairs(String text) {
        var pairs = new LinkedHashMap<String, String>();
        Matcher pair = PAIR.matcher(text.strip());
        int end = 0;
        while (end < text.strip().length()) {
            if (!pair.find(end) || pair.start() != end) {
                throw new UsageException("samconfig.toml has '" + text + "' among the parameter_overrides; a parameter is written"
                        + " Name=value, and Name=\"value\" with \\\" for a quotation mark in it.");
            }
            pairs.put(pair.group(1), pair.group(2) == null ? "" : unquoted(pair.group(2)));
            end = pair.end();
            while (end < text.strip().length() && text.strip().charAt(end) == ' ') {
                end++;
            }
        }
        return pairs;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && (value.startsWith("\"") || value.startsWith("'"));
        return (quoted ? value.substring(1, value.length() - 1) : value)
                .replace("\\ ", " ").replace("\\\"", "\"").replace("\\'", "'");
    }

    private void checkFilledIn(String environment) {
        String left = parameters.entrySet().stream()
                .filter(entry -> entry.getValue().contains(TO_FILL_IN))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        if (!left.isEmpty()) {
            throw new UsageException("Fill in the environment " + environment + " of samconfig.toml first: " + left + ".");
        }
        if (stack.isBlank()) {
            throw new UsageException("samconfig.toml names no stack_name in [" + environment + ".deploy.parameters].");
        }
    }
}
