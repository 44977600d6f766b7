package dev.imagegen.flow;

import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The table of ways into the networks behind us. */
final class ForbiddenAddresses {

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

    private ForbiddenAddresses() {}

    /** Written as what they are: both doors refuse them. */
    static Stream<String> urls() {
        return Stream.of(
                        TRICKS.stream(),
                        ADDRESSES.stream().map(ForbiddenAddresses::host).map("https://%s/a.png"::formatted),
                        MAPPED.stream().map("https://%s/a.png"::formatted))
                .flatMap(urls -> urls);
    }

    /** Names that lead to them: only looking the name up shows it. */
    static Stream<String> names() {
        return ADDRESSES.stream().map(address -> "https://%s.all.test/a.png".formatted(hex(address)));
    }

    private static String host(String address) {
        return address.contains(":") ? "[" + address + "]" : address;
    }

    private static String hex(String address) {
        return HexFormat.of().formatHex(InetAddress.ofLiteral(address).getAddress());
    }
}
