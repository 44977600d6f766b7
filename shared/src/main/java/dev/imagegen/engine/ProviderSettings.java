package dev.imagegen.engine;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/**
 * How a provider is reached.
 *
 * @param base scheme and host, and a path where the provider's API has one
 * @param key gives the operator's API key, read anew when it is needed
 * @param domains on which the provider's answers may place pictures and questions
 * @param ceiling how many images it may have in progress at once; 1 or more
 * @param billsFailures false if the provider documents that it bills no call that fails with status 503
 */
public record ProviderSettings(URI base, Supplier<String> key, List<String> domains, int ceiling, boolean billsFailures) {

    public ProviderSettings {
        domains = List.copyOf(domains);
    }

    /** Of a provider that does not say what it bills. */
    public ProviderSettings(URI base, Supplier<String> key, List<String> domains, int ceiling) {
        this(base, key, domains, ceiling, true);
    }

    /** What a 503 means that does not say when to come again: the image may have been made, whatever is documented. */
    public Failure unavailable() {
        return billsFailures ? Failure.UNAVAILABLE : Failure.UNAVAILABLE_UNBILLED;
    }

    /** An address under the base. @param path begins with a slash */
    public URI at(String path) {
        return URI.create(base + path);
    }

    @Override
    public String toString() {
        return "ProviderSettings[" + base + "]";
    }
}
