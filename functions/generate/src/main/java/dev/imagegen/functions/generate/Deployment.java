package dev.imagegen.functions.generate;

import dev.imagegen.aws.Environment;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.contract.ModelSelection;
import dev.imagegen.contract.Tier;
import dev.imagegen.contract.WireEnum;
import dev.imagegen.engine.EngineChoice;
import dev.imagegen.engine.Providers;
import dev.imagegen.net.ReceiverRules;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** What the operator chose: the parameters of the template, as this function's environment has them. */
record Deployment(Environment environment) {

    String cloud() {
        return environment.text("CLOUD_NAME");
    }

    /** Where the pictures of delivery URLs are served. */
    URI deliveryBase() {
        return URI.create(environment.text("DELIVERY_BASE"));
    }

    /** Of a calendar month, on the free plan. */
    long freeCredits() {
        return environment.number("MONTHLY_CREDITS");
    }

    /** How long a task can be read. */
    Duration retention() {
        return Duration.ofDays(environment.number("TASK_RETENTION_DAYS"));
    }

    /** How long a synchronous call waits, by what handed it over. */
    Map<Front, Duration> longestWaits() {
        return Map.of(
                Front.GATEWAY, environment.seconds("SYNC_WAIT_SECONDS"),
                Front.FUNCTION_URL, environment.seconds("URL_WAIT_SECONDS"));
    }

    Catalog catalog() {
        // The keys are the worker's alone.
        Providers providers = Providers.read(environment.find("PROVIDER_SETTINGS").orElse(""), () -> "{}");
        Catalog catalog = Catalog.load(providers.models(), providers.reservedCredits()).madeBy(engines()::of);
        providers.checkUsed(catalog.engines());
        return catalog;
    }

    EngineChoice engines() {
        return EngineChoice.of(environment.text("ENGINE"), environment.withPrefix("ENGINE_"));
    }

    /** Serves a request that names no model. */
    ModelSelection.ByFamily defaultModel() {
        String[] familyAndTier = environment.text("DEFAULT_MODEL").split("/", 2);
        return new ModelSelection.ByFamily(familyAndTier[0], WireEnum.of(Tier.class, familyAndTier[1]));
    }

    /** The web pages that may call. */
    Cors cors() {
        return Cors.of(environment.find("ALLOWED_ORIGINS").orElse(""));
    }

    /** Who may be told. */
    ReceiverRules receivers() {
        return ReceiverRules.of(environment.flag("LOCAL_RECEIVERS"));
    }
}
