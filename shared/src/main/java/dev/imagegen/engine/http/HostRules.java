package dev.imagegen.engine.http;

import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.ProviderSettings;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * Which addresses in a provider's answers are the provider's own: over HTTPS, those of its domains and their subdomains; and
 * those with the scheme of the configured base, where that is not HTTPS, on the hosts of the list. A provider on this machine may call it
 * by another of its names.
 *
 * @param base where the provider's API is
 * @param domains for example {@code bfl.ai}, which stands for {@code api.eu2.bfl.ai} too
 */
public record HostRules(URI base, List<String> domains) {

    public HostRules {
        domains = List.copyOf(domains);
    }

    /** @throws EngineException {@link Failure#NO_IMAGE} if the address is not the provider's */
    public void check(URI url) {
        String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        boolean scheme = "https".equals(url.getScheme()) || base.getScheme().equals(url.getScheme());
        boolean known = host.equals(base.getHost())
                || ProviderSettings.LOOPBACK.contains(base.getHost()) && ProviderSettings.LOOPBACK.contains(host)
                || domains.stream().anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
        if (!scheme || !known || url.getUserInfo() != null) {
            throw new EngineException(Failure.NO_IMAGE, "The provider named an address that is not its own.");
        }
    }
}
