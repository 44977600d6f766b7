package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConsolePageTest {

    private static final int MOST_BYTES = 150_000;

    private final ConsolePage page = new ConsolePage("demo", URI.create("https://res.cloudinary.com"));

    private static Call call(Map<String, String> headers) {
        return new Call("GET", "/console", Call.Gateway.NONE, MatchedRoute.NONE, Query.NONE, headers, "", false,
                new CallTrace("request-1"));
    }

    private Answer visit() {
        return page.answer(call(Map.of()));
    }

    private static Stream<String> parts(String html, String element) {
        return Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL).matcher(html).results()
                .map((MatchResult found) -> found.group(1));
    }

    @Test
    void callsOfThePageAreMarkedSoThatNoBrowserOpensItsBox() {
        String page = new Door().get("/console").body().get("html").textValue();
        assertEquals(1, page.split("fetch\\(this\\.base", -1).length - 1, "all calls are made in one place");
        assertTrue(page.contains("\"X-Requested-With\": \"XMLHttpRequest\""));
        assertTrue(page.contains("credentials: \"omit\""));
    }

    @Test
    void pageIsOneDocumentOfModestSizeThatLoadsNothing() {
        Answer answer = visit();

        assertEquals(200, answer.status());
        assertEquals("text/html; charset=utf-8", answer.headers().get("Content-Type"));
        assertEquals("request-1", answer.headers().get("X-Request-Id"));
        assertTrue(answer.body().getBytes(StandardCharsets.UTF_8).length < MOST_BYTES);
        assertFalse(answer.body().contains("<script src"), "scripts are in it");
        assertFalse(answer.body().contains("rel=\"stylesheet\""), "the style is in it");
        assertFalse(Pattern.compile("(src|href)=\"https?:").matcher(answer.body()).find(), "nothing comes from elsewhere");
    }

    @Test
    void policyNamesEachPartByItsHashAndNothingElseMayRun() throws Exception {
        Answer answer = visit();
        String policy = answer.headers().get("Content-Security-Policy");

        assertTrue(policy.startsWith("default-src 'none'; "), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertTrue(parts(answer.body(), "script").count() > 5);
        for (String part : Stream.concat(parts(answer.body(), "script"), parts(answer.body(), "style")).toList()) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(part.getBytes(StandardCharsets.UTF_8));
            assertTrue(policy.contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'"), part.substring(0, 60));
        }
        assertFalse(Pattern.compile("\\son[a-z]+=\"").matcher(answer.body()).find(), "no handler stands in the markup");
        assertFalse(answer.body().contains(" style=\""), "no style stands in the markup");
    }

    @Test
    void picturesOfPlainHttpAreAllowedFromTheOwnMachineOnly() {
        assertTrue(visit().headers().get("Content-Security-Policy").contains("img-src 'self' https: data:;"));

        var local = new ConsolePage("demo", URI.create("http://127.0.0.1:3001/demo"));
        assertTrue(local.answer(call(Map.of())).headers().get("Content-Security-Policy")
                .contains("img-src 'self' https: data: http://127.0.0.1:3001;"));
    }

    @Test
    void formNamesTheCloudOfTheDeployment() {
        assertTrue(visit().body().contains("<meta name=\"imagegen-cloud\" content=\"demo\">"));
    }

    @Test
    void visitorWhoHasThePageIsToldThatItIsTheSame() {
        String tag = visit().headers().get("ETag");

        Answer again = page.answer(call(Map.of("if-none-match", tag)));

        assertEquals(304, again.status());
        assertEquals("", again.body());
        assertEquals(tag, again.headers().get("ETag"));
        assertEquals(200, page.answer(call(Map.of("if-none-match", "\"older\""))).status());
        assertNotEquals(tag, new ConsolePage("other", URI.create("https://res.cloudinary.com"))
                .answer(call(Map.of())).headers().get("ETag"));
    }

    @Test
    void secretIsKeptNowhere() {
        String body = visit().body();
        for (String place : new String[] {"localStorage", "sessionStorage", "document.cookie", "indexedDB", "history.pushState"}) {
            assertFalse(body.contains(place), place);
        }
    }
}
