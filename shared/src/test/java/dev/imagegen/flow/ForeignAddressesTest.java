package dev.imagegen.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.GenerationRequest;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.RequestReader;
import dev.imagegen.net.Fetcher;
import dev.imagegen.net.PostOutcome;
import dev.imagegen.net.Poster;
import dev.imagegen.net.ReceiverRules;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways into the networks behind us, at both doors: what the text tells is refused at once, the rest on the way out. */
class ForeignAddressesTest {

    private static void judge(Operation operation, String fields) {
        var body = "{\"prompt\": \"a lamp\", %s}".formatted(fields).getBytes(UTF_8);
        GenerationRequest request = RequestReader.read(operation, body).request();
        ForeignAddresses.check(request, ReceiverRules.of(false));
    }

    private static String quoted(String url) {
        return Json.write(Json.array().add(url)).replaceAll("^\\[|]$", "");
    }

    private static void notified(String url) {
        judge(Operation.TEXT_TO_IMAGE, "\"notification_url\": %s".formatted(quoted(url)));
    }

    /** As the second reference, behind a good one. */
    private static void referred(String url) {
        judge(Operation.IMAGE_TO_IMAGE, "\"reference_images\": [%s]".formatted(Stream.of("https://example.com/a.png", url)
                .map(each -> "{\"source_type\": \"url\", \"url\": %s}".formatted(quoted(each)))
                .collect(Collectors.joining(", "))));
    }

    private static void refused(String field, Runnable request) {
        var error = assertThrows(ImagegenException.class, request::run).error();
        assertEquals(ErrorCode.INVALID_REQUEST, error.code());
        assertEquals(Map.of("field", field), error.details());
        assertTrue(error.message().startsWith("'" + field + "'"), error.message());
    }

    @Test
    void theTableIsLongEnoughToBeTaken() {
        assertTrue(ForbiddenAddresses.urls().distinct().count() >= 150, ForbiddenAddresses.urls().distinct().count() + " rows");
        assertEquals(ForbiddenAddresses.urls().count(), ForbiddenAddresses.urls().distinct().count());
    }

    @ParameterizedTest
    @MethodSource("dev.imagegen.flow.ForbiddenAddresses#urls")
    void requestThatNamesAForbiddenAddressIsRefusedWithItsField(String url) {
        refused("notification_url", () -> notified(url));
        refused("reference_images[1].url", () -> referred(url));
    }

    @ParameterizedTest
    @MethodSource("dev.imagegen.flow.ForbiddenAddresses#urls")
    void wayOutDoesNotTakeAForbiddenAddressEither(String url) {
        URI parsed;
        try {
            parsed = new URI(url);
        } catch (URISyntaxException cannotBeAsked) {
            return;
        }
        var refusal = assertThrows(ImagegenException.class, () -> Fetcher.ofPublicInternet().get(parsed));
        assertEquals(ErrorCode.INVALID_REQUEST, refusal.error().code());
        var outcome = Poster.within(ReceiverRules.of(false)).post(parsed, Map.of(), new byte[0]);
        assertTrue(outcome.status().isEmpty() && outcome.reason().startsWith("The URL"), outcome.reason());
    }

    @ParameterizedTest
    @MethodSource("dev.imagegen.flow.ForbiddenAddresses#names")
    void nameThatLeadsToAForbiddenAddressPassesTheFirstDoorAndNotTheSecond(String url) {
        notified(url);
        referred(url);
        unreachable(url);
        assertEquals(PostOutcome.failed("its host has no public address"),
                Poster.within(ReceiverRules.of(true)).post(URI.create(url), Map.of(), new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "7f000001-08080808.all.test", // this machine first
        "a9fea9fe-7f000001-08080808.all.test",
        "7f000001-08080808.turn.test", // this machine at the first look-up, Google at the second
        "fd000ec2000000000000000000000254-08080808.all.test",
        "7F000001-08080808.all.test",
    })
    void nameWithAPrivateAddressInFrontOfAPublicOneIsNotConnectedTo(String host) {
        unreachable("https://" + host + "/");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "https://example.com/",
        "https://EXAMPLE.com./a.png",
        "https://example.com:443/a.png?b=https://127.0.0.1/",
        "https://example.com:/a.png",
        "https://8.8.8.8/",
        "https://[2606:4700:4700::1111]/",
        "https://[64:ff9b::8.8.8.8]/",
        "https://internal.example.com/",
        "https://localhost.example.com/",
        "https://metadata.google.internal.example.com/",
        "https://10.example.com/",
        "https://127.0.0.1.example.com/",
        "https://xn--bcher-kva.example/",
        "https://example.com/%31%32%37.0.0.1@localhost",
        "https://example.com/#@127.0.0.1",
    })
    void addressOfThePublicInternetIsTaken(String url) {
        notified(url);
        referred(url);
    }

    private static void unreachable(String url) {
        var error = assertThrows(ImagegenException.class, () -> Fetcher.ofPublicInternet().get(URI.create(url))).error();
        assertEquals(ErrorCode.REFERENCE_UNUSABLE, error.code());
        assertTrue(error.message().contains("its host has no public address"), error.message());
        assertFalse(error.message().contains("169.254"), error.message());
    }
}
