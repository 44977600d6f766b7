package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each 401 says how to sign in, so that clients that wait to be asked send their credentials. */
class ChallengeTest {

    private static final String CHALLENGE = "Basic realm=\"imagegen\", charset=\"UTF-8\"";
    private static final String BODY = "{\"prompt\": \"a lamp\", \"async\": true}";

    private final Door door = new Door();

    static Stream<String> routes() throws IOException {
        return TemplateRoutes.read().stream()
                .filter(route -> route.contains("{cloud_name}"))
                .map(route -> route.replace("{cloud_name}", "demo").replaceAll("\\{[a-z_]+}", "0a"));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyRouteChallengesWhoHasNoCredentials(String route) {
        String[] parts = route.split(" ");

        assertEquals(CHALLENGE, door.call(parts[0], parts[1], BODY, Map.of()).headers().get("WWW-Authenticate"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic eA==", "Bearer abc", "Basic !", "Basic ZGVtby1rZXk6d3Jvbmc=", ""})
    void wrongCredentialsAreChallengedAsMissingOnesAre(String authorization) {
        Door.Reply reply = door.call("POST", "text_to_image", BODY, Map.of("authorization", authorization));

        assertEquals(401, reply.status());
        assertEquals(CHALLENGE, reply.headers().get("WWW-Authenticate"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"XMLHttpRequest", "xmlhttprequest"})
    void scriptInABrowserIsChallengedWithoutItsBox(String marker) {
        Door.Reply reply = door.call("GET", "models", null, Map.of("x-requested-with", marker));

        assertEquals(401, reply.status());
        assertEquals("X-Basic realm=\"imagegen\", charset=\"UTF-8\"", reply.headers().get("WWW-Authenticate"));
    }

    @Test
    void otherAnswersDoNotChallenge() {
        assertFalse(door.get("models").headers().containsKey("WWW-Authenticate"));
        assertFalse(door.get("/v2/generate/elsewhere/models").headers().containsKey("WWW-Authenticate"));
        assertFalse(door.get("/nothing").headers().containsKey("WWW-Authenticate"));
    }
}
