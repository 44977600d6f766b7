package dev.imagegen.functions.generate;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;

/** What stands in front of the function and handed a call over; the same routes answer behind both. */
enum Front {

    /** The HTTP API, which ends a call after 30 seconds. */
    GATEWAY,
    /** The function's own URL, where a call may last as long as the function. */
    FUNCTION_URL;

    private static final String DOMAIN = ".lambda-url.";

    /**
     * By the domain, which no client chooses: the platform leads a host name of a function URL to that function alone, and the
     * gateway refuses every host name but its own.
     */
    static Front of(RequestContext context) {
        String id = context.getApiId();
        String domain = context.getDomainName();
        return id != null && !id.isBlank() && domain != null && domain.startsWith(id + DOMAIN) ? FUNCTION_URL : GATEWAY;
    }
}
