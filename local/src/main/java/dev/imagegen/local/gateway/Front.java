package dev.imagegen.local.gateway;

import java.time.Duration;

/** Which door of the platform a gateway is: they hand the same event to the same function, with other limits and words. */
public enum Front {

    /** The HTTP API: bodies up to 10 MB, answers within 30 seconds. */
    API(Duration.ofSeconds(30), 10, "Apigw-Requestid", 500, 503),
    /** A function's own URL: bodies up to 6 MB, answers for as long as the function may run. */
    FUNCTION_URL(Duration.ofMinutes(15), 6, "x-amzn-RequestId", 502, 504);

    private final Duration limit;
    private final int megabytes;
    private final String requestIdHeader;
    private final int failed;
    private final int late;

    Front(Duration limit, int megabytes, String requestIdHeader, int failed, int late) {
        this.limit = limit;
        this.megabytes = megabytes;
        this.requestIdHeader = requestIdHeader;
        this.failed = failed;
        this.late = late;
    }

    /** How long it waits for a function. */
    Duration limit() {
        return limit;
    }

    /** The largest body that it takes, in bytes. */
    int maxBody() {
        return megabytes * 1024 * 1024;
    }

    String requestIdHeader() {
        return requestIdHeader;
    }

    /** The status for a function that failed. */
    int failed() {
        return failed;
    }

    /** The status for a function that did not answer in time. */
    int late() {
        return late;
    }
}
