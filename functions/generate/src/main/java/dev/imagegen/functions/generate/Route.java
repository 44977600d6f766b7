package dev.imagegen.functions.generate;

import java.util.Set;

/** What answers one route. */
@FunctionalInterface
interface Route {

    Answer answer(Call call);

    /** The parameters that its query may have. */
    default Set<String> parameters() {
        return Set.of();
    }
}
