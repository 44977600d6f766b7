package dev.imagegen.engine.http;

import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import java.net.http.HttpRequest;
import java.util.function.Supplier;

/**
 * The operator's key, as a header of a request.
 *
 * @param prefix what stands before the key, for example {@code "Bearer "}
 */
public record KeyHeader(String name, String prefix, Supplier<String> key) {

    /** @throws EngineException {@link Failure#CREDENTIALS} if there is no key, or it has signs that none can have;
     *     {@link Failure#OVERLOADED} if it cannot be had just now */
    public HttpRequest.Builder on(HttpRequest.Builder request) {
        String value = value();
        // The client's own complaint about a sign would quote the key.
        if (value == null || !value.strip().matches("[!-~]+")) {
            throw Failures.of(Failure.CREDENTIALS);
        }
        return request.header(name, prefix + value.strip());
    }

    private String value() {
        try {
            return key.get();
        } catch (EngineException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new EngineException(Failure.OVERLOADED, "The provider's key could not be fetched.", e);
        }
    }

    @Override
    public String toString() {
        return "KeyHeader[" + name + "]";
    }
}
