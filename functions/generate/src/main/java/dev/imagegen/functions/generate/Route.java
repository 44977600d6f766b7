package dev.imagegen.functions.generate;

/** What answers one route. */
@FunctionalInterface
interface Route {

    Answer answer(Call call);
}
