package dev.imagegen.local;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The template's parameters on this machine: the demo cloud, with secrets that are none. */
final class DemoParameters {

    /** So many that the demo cloud meets no wall. */
    private static final long NO_WALL = 1_000_000_000;

    private DemoParameters() {}

    /** Returns the values by name. */
    static Map<String, String> of(OptionalLong credits) {
        var parameters = new HashMap<String, String>();
        parameters.put("CloudName", "demo");
        parameters.put("CloudinaryApiKey", "demo-cloudinary-key");
        parameters.put("CloudinarySecret", "plain:demo-cloudinary-secret");
        parameters.put("WebhookSecret", "plain:demo-webhook-secret");
        parameters.put("Engine", "sandbox");
        parameters.put("MonthlyCredits", Long.toString(credits.orElse(NO_WALL)));
        return parameters;
    }
}
