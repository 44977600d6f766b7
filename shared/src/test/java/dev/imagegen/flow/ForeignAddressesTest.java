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
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways into the networks behind us, at both doors: what the text tells is refused at once, the rest on the way out. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ForeignAddressesTest {

    /** What only the text of a URL can do. */
    private static final List<String> TRICKS = List.of(
            // Odd spellings of IPv4: decimal, octal, hexadecimal, short, mixed, too large.
            "https://2130706433/",
            "https://2852039166/",
            "https://017700000001/",
            "https://0x7f000001/",
            "https://0X7F000001/",
            "https://0x7f.0x0.0x0.0x1/",
            "https://0177.0.0.1/",
            "https://0251.0376.0251.0376/",
            "https://0000127.0.0.1/",
            "https://127.0.0.01/",
            "https://127.1/",
            "https://127.0.1/",
            "https://0/",
            "https://10.1/",
            "https://169.254.43518/",
            "https://0xa9.254.0251.254/",
            "https://127.0.0.1./",
            "https://127.0.0.1../",
            "https://383.256.256.257/",
            "https://127.0.0.1.1/",
            "https://127。0。0。1/",
            "https://127.0.0。1/",
            "https://①②⑦.⓪.⓪.①/",
            "https://%31%32%37.0.0.1/",
            "https://127%2e0%2e0%2e1/",
            "https://127.0.0.1%00.example.com/",
            // Names of this machine and of the services beside it.
            "https://localhost/",
            "https://LocalHost/",
            "https://localhost./",
            "https://a.b.localhost/",
            "https://localhost.localdomain/",
            "https://ip6-localhost/",
            "https://%6cocalhost/",
            "https://loc%61lhost/",
            "https://localhost%2eexample.com/",
            "https://ⓛocalhost/",
            "https://localhost。/",
            "https://metadata/computeMetadata/v1/",
            "https://metadata.google.internal/computeMetadata/v1/",
            "https://METADATA.Google.Internal./computeMetadata/v1/",
            "https://metadata。google。internal/",
            "https://metadata.goog.internal/",
            "https://instance-data/latest/meta-data/",
            "https://instance-data.ec2.internal/latest/meta-data/",
            "https://ip-10-0-0-1.eu-west-1.compute.internal/",
            "https://kubernetes/",
            "https://printer.local/",
            "https://router.home.arpa/",
            // IPv6 with zones, and brackets around other things.
            "https://[fe80::1%25eth0]/",
            "https://[fe80::1%eth0]/",
            "https://[::1%25lo]/",
            "https://[::1%1]/",
            "https://[2001:4860:4860::8888%1]/",
            "https://[127.0.0.1]/",
            "https://[localhost]/",
            "https://[v1.fe80::1]/",
            "https://::1/",
            // Everything of a URL that is not its host.
            "https://user@example.com/",
            "https://user:word@example.com/",
            "https://example.com@127.0.0.1/",
            "https://127.0.0.1@example.com/",
            "https://@example.com/",
            "https://:@example.com/",
            "https://example.com%40127.0.0.1/",
            "https://example.com\\@127.0.0.1/",
            "https://example.com:80/",
            "https://example.com:8443/",
            "https://example.com:22/",
            "https://example.com:0/",
            "https://example.com:99999/",
            "https://example.com:-443/",
            "https://example.com:443:80/",
            "http://example.com/",
            "ftp://example.com/",
            "file:///etc/passwd",
            "file://localhost/etc/passwd",
            "gopher://127.0.0.1:6379/_INFO",
            "jar:https://example.com/a.jar!/b.png",
            "data:image/png;base64,AAAA",
            "javascript:alert(1)",
            "ssrf://example.com/",
            "https+unix://example.com/",
            "//example.com/cat.png",
            "/cat.png",
            "cat.png",
            "https:example.com/",
            "https:/example.com/",
            "https:///",
            "https:///example.com/",
            "https://",
            "https://?a=b",
            "https://.example.com/",
            "https://ex_ample.com/",
            " https://example.com/",
            "https://example.com /",
            "https://exam\tple.com/",
            "https://example.com/\r\nHost: 127.0.0.1");

    /** Addresses that lead nowhere public, as literals. */
    private static final List<String> ADDRESSES = List.of(
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.100.100.200", // metadata of Alibaba
            "127.0.0.1",
            "127.255.255.254",
            "168.63.129.16", // services of Azure
            "169.254.1.1",
            "169.254.169.254", // metadata of AWS, GCP and Azure
            "169.254.170.2", // credentials of containers of AWS
            "169.254.170.23",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.0.192", // metadata of Oracle
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.251",
            "239.255.255.250",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:0:127.0.0.1",
            "64:ff9b::127.0.0.1",
            "64:ff9b::10.0.0.1",
            "64:ff9b::168.63.129.16",
            "64:ff9b::169.254.169.254",
            "64:ff9b:1::10.0.0.1",
            "100::1",
            "2001::1",
            "2001:0:7f00:1::1", // Teredo
            "2001:10::1",
            "2001:db8::1",
            "2002:7f00:1::1", // 6to4
            "2002:a9fe:a9fe::1",
            "fc00::1",
            "fd00:ec2::23", // credentials of pods of AWS
            "fd00:ec2::254", // metadata of AWS
            "fd20:ce::254", // metadata of GCP
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "ff0e::1");

    /** Java makes IPv4 of these when it reads them, which no name can have. */
    private static final List<String> MAPPED =
            List.of("[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::FFFF:169.254.169.254]", "[0:0:0:0:0:ffff:a00:1]");

    private static Stream<String> forbidden() {
        return Stream.of(
                        TRICKS.stream(),
                        ADDRESSES.stream().map(ForeignAddressesTest::host).map("https://%s/a.png"::formatted),
                        MAPPED.stream().map("https://%s/a.png"::formatted))
                .flatMap(urls -> urls);
    }

    private static Stream<String> resolved() {
        return ADDRESSES.stream().map(address -> "https://%s.all.test/a.png".formatted(hex(address)));
    }

    private static String host(String address) {
        return address.contains(":") ? "[" + address + "]" : address;
    }

    private static String hex(String address) {
        return HexFormat.of().formatHex(InetAddress.ofLiteral(address).getAddress());
    }

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
        assertTrue(forbidden().distinct().count() >= 150, forbidden().distinct().count() + " rows");
        assertEquals(forbidden().count(), forbidden().distinct().count());
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void requestThatNamesAForbiddenAddressIsRefusedWithItsField(String url) {
        refused("notification_url", () -> notified(url));
        refused("reference_images[1].url", () -> referred(url));
    }

    @ParameterizedTest
    @MethodSource("forbidden")
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
    @MethodSource("resolved")
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
