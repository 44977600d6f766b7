package dev.imagegen.testing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.security.Security;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Resolves, in every test, names that spell their addresses in hexadecimal; others go the usual way.
 *
 * <p>{@code 7f000001-08080808.all.test} has both addresses, in that order. {@code 7f000001-08080808.turn.test} has the
 * first at its first look-up, the second at its second and from then on: what DNS rebinding does. Nothing is kept by the
 * JDK in between.
 */
public final class SpelledNames extends InetAddressResolverProvider {

    private static final String ALL = ".all.test";
    private static final String TURN = ".turn.test";

    @Override
    public String name() {
        return "spelled names";
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        Security.setProperty("networkaddress.cache.ttl", "0");
        return new Spelled(configuration.builtinResolver(), new ConcurrentHashMap<>());
    }

    private record Spelled(InetAddressResolver others, Map<String, Integer> lookups) implements InetAddressResolver {

        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
            if (host.endsWith(ALL)) {
                return addresses(host, ALL).stream();
            }
            if (host.endsWith(TURN)) {
                List<InetAddress> turns = addresses(host, TURN);
                return Stream.of(turns.get(Math.min(lookups.merge(host, 1, Integer::sum), turns.size()) - 1));
            }
            return others.lookupByName(host, policy);
        }

        @Override
        public String lookupByAddress(byte[] address) throws UnknownHostException {
            return others.lookupByAddress(address);
        }

        private static List<InetAddress> addresses(String host, String domain) {
            String spelled = host.substring(0, host.length() - domain.length());
            return Arrays.stream(spelled.split("-")).map(hex -> address(host, hex)).toList();
        }

        private static InetAddress address(String host, String hex) {
            try {
                return InetAddress.getByAddress(host, HexFormat.of().parseHex(hex));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("%s is no address in hexadecimal".formatted(hex), e);
            }
        }
    }
}
