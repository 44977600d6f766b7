package dev.imagegen.engine;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * How a provider is reached.
 *
 * @param base scheme and host, and a path where the provider's API has one
 * @param key gives the operator's API key, read anew when it is needed
 * @param domains to which its key may go when it names a place to ask, beside the host of the base
 * @param ceiling how many images it may have in progress at once; 1 or more
 * @param billsFailures false if the provider documents that it bills no call that fails with status 503
 */
public record ProviderSettings(URI base, Supplier<String> key, List<String> domains, int ceiling, boolean billsFailures) {

    /** Names of this machine, also as a container sees it. */
    public static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "host.docker.internal");

    public ProviderSettings {
        domains = List.copyOf(domains);
    }

    /** Of a provider that does not say what it bills. */
    public ProviderSettings(URI base, Supplier<String> key, List<String> domains, int ceiling) {
        this(base, key, domains, ceiling, true);
    }

    /** The same at another base. */
    ProviderSettings at(URI elsewhere) {
        return new ProviderSettings(elsewhere, key, domains, ceiling, billsFailures);
    }

    /** What a 503 means that does not say when to come again: the image may have been made, whatever is documented. */
    public Failure unavailable() {
        return billsFailures ? Failure.UNAVAILABLE : Failure.UNAVAILABLE_UNBILLED;
    }

    /**
     * True if an address is where the provider is configured to be, and so is not asked for more: on the host of its base, or on
     * this machine where that is.
     */
    public boolean own(URI url) {
        String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        if (!base.getScheme().equalsIgnoreCase(url.getScheme())) {
            return false;
        }
        return host.equals(base.getHost())
                || LOOPBACK.contains(base.getHost()) && LOOPBACK.contains(host) && "http".equals(base.getScheme());
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
