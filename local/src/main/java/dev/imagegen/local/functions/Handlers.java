package dev.imagegen.local.functions;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;

/** Makes handlers from the names that the template gives them. */
final class Handlers {

    private Handlers() {}

    /**
     * Makes the handler with its constructor that takes the environment.
     *
     * @param name        {@code class::handleRequest}
     * @param environment the function's environment variables
     * @throws IllegalStateException if there is no such handler, or its constructor throws
     */
    static RequestHandler<Object, Object> make(String name, Map<String, String> environment) {
        var parts = name.split("::");
        if (parts.length != 2 || !parts[1].equals("handleRequest")) {
            throw new IllegalStateException("Handler " + name + " must be a class, then ::handleRequest");
        }
        try {
            var handler = Class.forName(parts[0]).getConstructor(Map.class).newInstance(environment);
            if (handler instanceof RequestHandler<?, ?>) {
                @SuppressWarnings("unchecked")
                var any = (RequestHandler<Object, Object>) handler;
                return any;
            }
            throw new IllegalStateException("Handler " + parts[0] + " is no " + RequestHandler.class.getName());
        } catch (ClassNotFoundException absent) {
            throw new IllegalStateException("Handler " + parts[0] + " is not on the class path", absent);
        } catch (NoSuchMethodException absent) {
            throw new IllegalStateException(
                    "Handler " + parts[0] + " has no public constructor that takes the environment, a Map", absent);
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException("Handler " + parts[0] + " failed to start: " + failed.getCause(), failed.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("Handler " + parts[0] + " can not be made: " + impossible, impossible);
        }
    }
}
