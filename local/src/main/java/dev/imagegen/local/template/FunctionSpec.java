package dev.imagegen.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A function of the template.
 *
 * @param id          its logical id
 * @param handler     {@code class::method}
 * @param codeUri     its artefact, relative to the template
 * @param timeout     how long one invocation may take
 * @param megabytes   its memory
 * @param environment the variables that the template gives it, the global ones included
 * @param events      what makes it run
 */
public record FunctionSpec(
        String id,
        String handler,
        String codeUri,
        Duration timeout,
        int megabytes,
        Map<String, String> environment,
        List<Event> events) {}
