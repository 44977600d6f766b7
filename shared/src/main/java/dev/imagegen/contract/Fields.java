package dev.imagegen.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** The fields of one JSON object, read with errors that name the field by its whole path. One that is null is absent. */
public final class Fields {

    /** What JSON can escape and UTF-8 cannot say: no store takes it. */
    private static final Pattern HALF_A_PAIR = Pattern.compile("\\p{Cs}");

    private static final int MAX_DECIMALS = 4;

    private final ObjectNode node;
    private final String prefix;

    private Fields(ObjectNode node, String prefix) {
        this.node = node;
        this.prefix = prefix;
    }

    public static Fields ofBody(ObjectNode node) {
        return new Fields(node, "");
    }

    /** @throws ImagegenException unless {@code node} is an object */
    public static Fields of(JsonNode node, String path, String example) {
        if (node instanceof ObjectNode object) {
            return new Fields(object, path + ".");
        }
        throw ImagegenException.invalid(path, "'%s' must be an object, for example %s.".formatted(path, example));
    }

    public String path(String name) {
        return prefix + name;
    }

    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** Whether a field is there, be it null: for the few whose null is a word of its own. */
    public boolean says(String name) {
        return node.has(name);
    }

    /** The value of a field; null if it is absent. */
    public JsonNode get(String name) {
        return has(name) ? node.get(name) : null;
    }

    public List<String> names() {
        return node.propertyStream().filter(field -> !field.getValue().isNull()).map(Map.Entry::getKey).toList();
    }

    /** @throws ImagegenException naming the first key that is not among {@code allowed} */
    public void onlyThese(Set<String> allowed) {
        for (String name : names()) {
            if (!allowed.contains(name)) {
                List<String> sorted = allowed.stream().sorted().toList();
                throw unknown(name, sorted, Spelling.closest(name, sorted)
                        .map("Write '%s' instead."::formatted).orElseGet(() -> "Allowed: %s.".formatted(String.join(", ", sorted))));
            }
        }
    }

    /** @throws ImagegenException naming the first key that is meant for one of {@code words} and is none of them */
    public void noneLike(Set<String> words) {
        for (String name : names()) {
            if (!words.contains(name)) {
                Spelling.closest(name, words.stream().sorted().toList()).ifPresent(word -> {
                    throw unknown(name, List.of(word), "Write '%s' instead.".formatted(word));
                });
            }
        }
    }

    private ImagegenException unknown(String name, List<String> allowed, String advice) {
        String path = path(Text.shortened(name));
        return ImagegenException.invalid(path, "'%s' is not known here. %s".formatted(path, advice), allowed);
    }

    public String text(String name, int min, int max) {
        return optionalText(name, min, max).orElseThrow(() -> missing(name));
    }

    public Optional<String> optionalText(String name, int min, int max) {
        JsonNode value = get(name);
        if (value == null) {
            return Optional.empty();
        }
        int length = value.isTextual() ? value.textValue().codePointCount(0, value.textValue().length()) : -1;
        if (length < min || length > max) {
            throw ImagegenException.invalid(path(name), "'%s' must be a string of %d to %d characters%s."
                    .formatted(path(name), min, max, length < 0 ? "" : ", not of " + length));
        }
        if (HALF_A_PAIR.matcher(value.textValue()).find()) {
            throw ImagegenException.invalid(
                    path(name), "'%s' is no Unicode text: it holds half of a surrogate pair.".formatted(path(name)));
        }
        return Optional.of(value.textValue());
    }

    public <E extends Enum<E> & WireEnum> E choice(String name, Class<E> type) {
        return optionalChoice(name, type).orElseThrow(() -> missing(name));
    }

    public <E extends Enum<E> & WireEnum> Optional<E> optionalChoice(String name, Class<E> type) {
        JsonNode value = get(name);
        if (value == null) {
            return Optional.empty();
        }
        Optional<E> found = value.isTextual() ? WireEnum.find(type, value.textValue()) : Optional.empty();
        if (found.isEmpty()) {
            throw notOneOf(name, WireEnum.words(type));
        }
        return found;
    }

    public ImagegenException notOneOf(String name, List<String> words) {
        return ImagegenException.invalid(
                path(name), "'%s' must be one of %s.".formatted(path(name), String.join(", ", words)), words);
    }

    public boolean flag(String name, boolean otherwise) {
        JsonNode value = get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw ImagegenException.invalid(path(name), "'%s' must be true or false.".formatted(path(name)));
        }
        return value.booleanValue();
    }

    public int integer(String name, int min, int max) {
        JsonNode value = get(name);
        if (value == null) {
            throw missing(name);
        }
        return integer(name, value, min, max);
    }

    public OptionalInt optionalInteger(String name, int min, int max) {
        JsonNode value = get(name);
        return value == null ? OptionalInt.empty() : OptionalInt.of(integer(name, value, min, max));
    }

    private int integer(String name, JsonNode value, int min, int max) {
        return Math.toIntExact(integer(value, min, max).orElseThrow(() -> ImagegenException.invalid(
                path(name), "'%s' must be an integer from %d to %d.".formatted(path(name), min, max))));
    }

    /** The integer that a number is, however it is written: 512, 512.0 or 5.12e2. Empty if it is none, or outside. */
    public static OptionalLong integer(JsonNode value, long min, long max) {
        if (!value.isNumber()) {
            return OptionalLong.empty();
        }
        BigDecimal number = value.decimalValue();
        // The bounds come first: they keep away what has too many digits to be written out.
        boolean inside = number.compareTo(BigDecimal.valueOf(min)) >= 0 && number.compareTo(BigDecimal.valueOf(max)) <= 0;
        return inside && number.stripTrailingZeros().scale() <= 0 ? OptionalLong.of(number.longValueExact()) : OptionalLong.empty();
    }

    /** A number with at most four decimals, as it is to be written. */
    public Optional<BigDecimal> optionalDecimal(String name, double min, double max) {
        JsonNode value = get(name);
        if (value == null) {
            return Optional.empty();
        }
        boolean inside = value.isNumber() && value.doubleValue() >= min && value.doubleValue() <= max;
        BigDecimal number = inside ? BigDecimal.valueOf(value.doubleValue()) : BigDecimal.ZERO;
        if (!inside || number.scale() > MAX_DECIMALS) {
            throw ImagegenException.invalid(path(name), "'%s' must be a number from %s to %s, with %d decimals at most."
                    .formatted(path(name), min, max, MAX_DECIMALS));
        }
        return Optional.of(number);
    }

    /** A list that is required. @param what it lists, in the plural */
    public List<JsonNode> list(String name, int min, int max, String what) {
        JsonNode value = get(name);
        if (value == null) {
            throw missing(name);
        }
        if (!value.isArray() || value.size() < min || value.size() > max) {
            throw ImagegenException.invalid(
                    path(name), "'%s' must be a list of %d to %d %s.".formatted(path(name), min, max, what));
        }
        return value.valueStream().toList();
    }

    /** An integer of 0 or more. */
    public OptionalLong optionalCount(String name) {
        JsonNode value = get(name);
        return value == null
                ? OptionalLong.empty()
                : OptionalLong.of(integer(value, 0, Long.MAX_VALUE).orElseThrow(() -> ImagegenException.invalid(path(name),
                        "'%s' must be an integer from 0 to %d, or null.".formatted(path(name), Long.MAX_VALUE))));
    }

    public ImagegenException missing(String name) {
        return ImagegenException.invalid(path(name), "'%s' is required.".formatted(path(name)));
    }
}
