package dev.imagegen.engine.http;

import java.time.Duration;

/**
 * What counts as an answer that is arriving, once the time for its call is over.
 *
 * @param grace what the body of any answer has from its head on, however late that came
 * @param window how often it is looked at
 * @param leastBytes what has to come in each window: fewer come from a server that keeps the connection and sends nothing
 */
record ArrivalPace(Duration grace, Duration window, long leastBytes) {

    /** 6.5 kB a second: a picture of 400 kB takes a minute. */
    static final ArrivalPace DEFAULT = new ArrivalPace(Duration.ofSeconds(10), Duration.ofSeconds(10), 64 << 10);
}
