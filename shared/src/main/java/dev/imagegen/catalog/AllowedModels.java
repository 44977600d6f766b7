package dev.imagegen.catalog;

import java.util.List;

/**
 * The models that a caller may use.
 *
 * @param names families, with all their models, and ids of single models; empty for all there are
 */
public record AllowedModels(List<String> names) {

    public static final AllowedModels ALL = new AllowedModels(List.of());

    public AllowedModels {
        names = List.copyOf(names);
    }

    public boolean limited() {
        return !names.isEmpty();
    }

    public boolean allows(Model model) {
        return !limited() || names.contains(model.id()) || model.name().tier().isPresent() && names.contains(model.name().family());
    }
}
