package dev.imagegen.local.template;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The values of the template's parameters: what was given, else the default. They are held to the rules that the
 * template states for them (allowed values and pattern, least and greatest number).
 *
 * @param values by name
 */
record Parameters(Map<String, String> values) {

    private static final String ARN_OF_SECRET = ":secretsmanager:";
    private static final String PLAIN = "plain:";

    /**
     * Takes the values for the declared parameters, on this machine: where a deployed stack takes the ARN of a secret, the secret
     * itself may stand here too, as {@code plain:VALUE}.
     *
     * @param declared the section {@code Parameters} of the template
     * @param given    values by name; they go before the defaults
     * @throws TemplateException if a parameter has neither value nor default, a value breaks its rule, or a name is
     *                           given that the template does not declare
     */
    static Parameters of(Map<?, ?> declared, Map<String, String> given) {
        return of(declared, given, true);
    }

    /** As {@link #of} does, for a stack that is deployed. */
    static Parameters deployed(Map<?, ?> declared, Map<String, String> given) {
        return of(declared, given, false);
    }

    private static Parameters of(Map<?, ?> declared, Map<String, String> given, boolean plainSecrets) {
        var unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(declared.keySet());
        if (!unknown.isEmpty()) {
            throw new TemplateException("The template has no parameter " + String.join(", ", unknown));
        }
        var values = new LinkedHashMap<String, String>();
        declared.forEach((name, rules) -> values.put(
                (String) name, value((String) name, (Map<?, ?>) rules, given, plainSecrets)));
        return new Parameters(Map.copyOf(values));
    }

    private static String value(String name, Map<?, ?> rules, Map<String, String> given, boolean plainSecrets) {
        var fallback = rules.get("Default");
        if (!given.containsKey(name) && fallback == null) {
            throw new TemplateException("Parameter " + name + " has no default and no value was given for it");
        }
        var value = given.getOrDefault(name, String.valueOf(fallback));
        if (!plainSecrets || !plainSecret(value, rules)) {
            check(name, value, rules);
        }
        return value;
    }

    private static void check(String name, String value, Map<?, ?> rules) {
        if (rules.get("AllowedPattern") instanceof String pattern && !value.matches(pattern)) {
            throw new TemplateException("Parameter " + name
                    + (rules.get("ConstraintDescription") instanceof String must ? " must be " + must : " does not match " + pattern));
        }
        if (rules.get("AllowedValues") instanceof List<?> allowed
                && allowed.stream().map(String::valueOf).noneMatch(value::equals)) {
            throw new TemplateException("Parameter " + name + " is " + value + ", it must be one of " + allowed);
        }
        if ("Number".equals(rules.get("Type"))) {
            checkNumber(name, value, rules);
        }
    }

    private static boolean plainSecret(String value, Map<?, ?> rules) {
        return String.valueOf(rules.get("AllowedPattern")).contains(ARN_OF_SECRET) && value.startsWith(PLAIN);
    }

    private static void checkNumber(String name, String value, Map<?, ?> rules) {
        try {
            var number = new BigDecimal(value);
            if (rules.get("MinValue") instanceof Number least && number.compareTo(new BigDecimal(least.toString())) < 0) {
                throw new TemplateException("Parameter " + name + " is " + value + ", the least is " + least);
            }
            if (rules.get("MaxValue") instanceof Number most && number.compareTo(new BigDecimal(most.toString())) > 0) {
                throw new TemplateException("Parameter " + name + " is " + value + ", the greatest is " + most);
            }
        } catch (NumberFormatException noNumber) {
            throw new TemplateException("Parameter " + name + " is " + value + ", which is no number", noNumber);
        }
    }
}
