package dev.imagegen.local.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandlersTest {

    private static final String HERE = HandlersTest.class.getName();

    @Test
    void aHandlerIsMadeWithTheEnvironment() {
        var handler = assertInstanceOf(Good.class, Handlers.make(name(Good.class), Map.of("A", "1")));

        assertEquals(Map.of("A", "1"), handler.environment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.B", "a.B::handle", "a.B::handleRequest::x", "", "::"})
    void aNameOfAnotherFormIsRefused(String name) {
        assertEquals("Handler " + name + " must be a class, then ::handleRequest", refusal(name).getMessage());
    }

    @Test
    void aClassThatIsNotThereIsNamed() {
        var error = refusal("no.such.Handler::handleRequest");

        assertEquals("Handler no.such.Handler is not on the class path", error.getMessage());
        assertInstanceOf(ClassNotFoundException.class, error.getCause());
    }

    @Test
    void aClassWithoutTheConstructorIsNamed() {
        assertEquals(
                "Handler " + HERE + "$Bare has no public constructor that takes the environment, a Map",
                refusal(name(Bare.class)).getMessage());
    }

    @Test
    void aConstructorThatIsNotPublicDoesNotCount() {
        assertEquals(
                "Handler " + HERE + "$Hidden has no public constructor that takes the environment, a Map",
                refusal(name(Hidden.class)).getMessage());
    }

    @Test
    void aClassThatIsNoHandlerIsNamed() {
        assertEquals(
                "Handler " + HERE + "$NoHandler is no " + RequestHandler.class.getName(),
                refusal(name(NoHandler.class)).getMessage());
    }

    @Test
    void aConstructorThatThrowsIsQuotedWithItsCause() {
        var error = refusal(name(Failing.class));

        assertEquals(
                "Handler " + HERE + "$Failing failed to start: java.lang.IllegalStateException: SECRET is not set",
                error.getMessage());
        assertSame(Failing.CAUSE, error.getCause());
    }

    @Test
    void anAbstractHandlerCanNotBeMade() {
        assertEquals(
                "Handler " + HERE + "$Unfinished can not be made: java.lang.InstantiationException",
                refusal(name(Unfinished.class)).getMessage());
    }

    private static String name(Class<?> handler) {
        return handler.getName() + "::handleRequest";
    }

    private static IllegalStateException refusal(String name) {
        return assertThrows(IllegalStateException.class, () -> Handlers.make(name, Map.of()));
    }

    /** As a handler must be. */
    public static final class Good implements RequestHandler<String, String> {

        private final Map<String, String> environment;

        public Good(Map<String, String> environment) {
            this.environment = environment;
        }

        @Override
        public String handleRequest(String event, Context context) {
            return event;
        }
    }

    /** Takes nothing. */
    public static final class Bare {}

    /** Keeps its constructor to itself. */
    public static final class Hidden {

        Hidden(Map<String, String> environment) {
            environment.size();
        }
    }

    /** Handles nothing. */
    public static final class NoHandler {

        public NoHandler(Map<String, String> environment) {
            environment.size();
        }
    }

    /** Does not start. */
    public static final class Failing {

        private static final IllegalStateException CAUSE = new IllegalStateException("SECRET is not set");

        public Failing(Map<String, String> environment) {
            throw CAUSE;
        }
    }

    /** Lacks its method. */
    public abstract static class Unfinished implements RequestHandler<String, String> {

        public Unfinished(Map<String, String> environment) {
            environment.size();
        }
    }
}
