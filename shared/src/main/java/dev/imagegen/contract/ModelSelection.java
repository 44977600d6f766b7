package dev.imagegen.contract;

/** How a request names its model. */
public sealed interface ModelSelection {

    /** The current model of a family and tier. */
    record ByFamily(String family, Tier tier) implements ModelSelection {}

    /** One exact model. */
    record ById(String id) implements ModelSelection {}

    /** The service picks. */
    record Auto(Preference preference) implements ModelSelection {}
}
