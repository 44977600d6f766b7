package dev.imagegen.catalog;

import java.time.Duration;
import java.util.Optional;

/**
 * How a provider knows a model. Providers retire their models at short notice, so all of it can be configured.
 *
 * @param provider bfl, recraft, openai, gemini or ideogram
 * @param name the provider's own name of it
 * @param quality the provider's word for its quality or speed; empty if the provider has none
 * @param budget how long one image may take in all, from its submission
 * @param tokens what the provider takes for tokens; empty if it has a price for the image, or states the cost
 * @param successor what to use when the provider has retired it
 */
public record ProviderModel(
        String provider,
        String name,
        Optional<String> quality,
        Duration budget,
        Optional<TokenPrices> tokens,
        Optional<ProviderModel> successor) {}
