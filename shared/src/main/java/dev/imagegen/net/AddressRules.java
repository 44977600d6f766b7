package dev.imagegen.net;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses a caller may send us to: those of the public internet, and nothing else.
 *
 * <p>The blocks are those of IANA's special-purpose address registries for IPv4 and IPv6, and an address that one cloud
 * keeps for itself. Of IPv6 only global unicast (2000::/3) is public, which leaves out loopback, unspecified, IPv4-mapped
 * and IPv4-compatible addresses, unique local (the metadata service's fd00:ec2::254 among them), link-local, site-local and
 * multicast. Addresses that carry an IPv4 address inside (6to4, Teredo) are refused whatever it is; only NAT64 is let
 * through, for a public one, because that is how a network with IPv6 alone reaches the rest of the internet.
 */
public final class AddressRules {

    private static final List<AddressBlock> REFUSED = Stream.of(
                    "0.0.0.0/8", // this network
                    "10.0.0.0/8", // private
                    "100.64.0.0/10", // carrier-grade NAT
                    "127.0.0.0/8", // loopback
                    "168.63.129.16/32", // Azure's own services, inside of its networks alone
                    "169.254.0.0/16", // link-local, with the metadata service
                    "172.16.0.0/12", // private
                    "192.0.0.0/24", // protocol assignments
                    "192.0.2.0/24", // documentation
                    "192.88.99.0/24", // 6to4 relays
                    "192.168.0.0/16", // private
                    "198.18.0.0/15", // benchmarks
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4", // reserved, with broadcast
                    "2001::/23", // protocol assignments, with Teredo, benchmarks and ORCHID
                    "2001:db8::/32", // documentation
                    "2002::/16", // 6to4
                    "3fff::/20") // documentation
            .map(AddressBlock::of)
            .toList();

    private static final AddressBlock GLOBAL_UNICAST = AddressBlock.of("2000::/3");
    private static final AddressBlock NAT64 = AddressBlock.of("64:ff9b::/96");
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    private AddressRules() {}

    /** True if the address belongs to the public internet. */
    public static boolean allowed(InetAddress address) {
        return allowed(address.getAddress());
    }

    private static boolean allowed(byte[] address) {
        if (NAT64.contains(address)) {
            return allowed(Arrays.copyOfRange(address, IPV6_BYTES - IPV4_BYTES, IPV6_BYTES));
        }
        return (address.length == IPV4_BYTES || GLOBAL_UNICAST.contains(address))
                && REFUSED.stream().noneMatch(block -> block.contains(address));
    }
}
