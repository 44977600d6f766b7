package dev.imagegen.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A map in the template. Its entries are resolved when they are read, so what nobody reads here need not be known here.
 *
 * @param path       where it stands, for example {@code Resources.JobsQueue.Properties}
 * @param entries    as they were written
 * @param intrinsics resolves them
 */
record Section(String path, Map<?, ?> entries, Intrinsics intrinsics) {

    /** Returns the section of that name, an empty one if there is none. */
    Section section(String name) {
        return value(name).map(value -> of(name, value)).orElse(new Section(path + "." + name, Map.of(), intrinsics));
    }

    /** Returns the sections in the list of that name, none if there is no list. */
    List<Section> sections(String name) {
        return list(name).stream().map(entry -> of(name, entry)).toList();
    }

    /** Returns the texts in the list of that name, none if there is no list. */
    List<String> texts(String name) {
        return list(name).stream().map(String::valueOf).toList();
    }

    /** Returns the entry as text. */
    Optional<String> text(String name) {
        return value(name).map(String::valueOf);
    }

    /** Returns the entry as text, and fails if there is none. */
    String required(String name) {
        return text(name).orElseThrow(() -> new TemplateException(path + " has no " + name));
    }

    /** Returns the entry as a whole number. */
    Optional<Integer> number(String name) {
        return text(name).map(text -> {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException noNumber) {
                throw new TemplateException(path + "." + name + " is " + text + ", which is no whole number", noNumber);
            }
        });
    }

    /** Returns all entries as text, in their order. */
    Map<String, String> allTexts() {
        var texts = new LinkedHashMap<String, String>();
        entries.keySet().forEach(name -> text((String) name).ifPresent(text -> texts.put((String) name, text)));
        return texts;
    }

    private Optional<Object> value(String name) {
        try {
            if (entries.get(name) instanceof Map<?, ?> map && Intrinsics.function(map).isEmpty()) {
                return Optional.of(map);
            }
            return intrinsics.resolve(entries.get(name));
        } catch (TemplateException unresolved) {
            throw new TemplateException(path + "." + name + ": " + unresolved.getMessage(), unresolved);
        }
    }

    private List<?> list(String name) {
        return value(name).map(value -> value instanceof List<?> list ? list : List.of(value)).orElse(List.of());
    }

    private Section of(String name, Object value) {
        if (value instanceof Map<?, ?> map) {
            return new Section(path + "." + name, map, intrinsics);
        }
        throw new TemplateException(path + "." + name + " must be a map, not " + value);
    }
}
