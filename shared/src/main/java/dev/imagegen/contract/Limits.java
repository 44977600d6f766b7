package dev.imagegen.contract;

import java.util.OptionalLong;

/**
 * The quota as an answer shows it, in credits.
 *
 * @param usedByRequest what this request cost, or has reserved while it runs
 * @param remaining empty where there is no limit
 * @param limit empty where there is none
 */
public record Limits(OptionalLong usedByRequest, OptionalLong remaining, OptionalLong limit) {}
