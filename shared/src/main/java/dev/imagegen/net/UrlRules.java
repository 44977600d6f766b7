package dev.imagegen.net;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which URLs a caller may name. The rules look at the text alone: no name is looked up, so a request can be judged at
 * once; what a name resolves to is judged again by {@link Fetcher} at the moment of connecting.
 *
 * @param port the only port, 0 for any; a URL without one means 443
 * @param longest characters
 * @param addresses the addresses that may be connected to
 */
public record UrlRules(int port, int longest, Predicate<InetAddress> addresses) {

    private static final int HTTPS_PORT = 443;
    private static final int ANY_PORT = 0;
    private static final int LONGEST = 2048;
    /** Addresses that are signed with a session's token have more than two thousand characters. */
    private static final int LONGEST_SIGNED = 16_384;
    /** Domains that mean another machine in every network; where clouds keep the names of their metadata services. */
    private static final List<String> LOCAL = List.of(".internal", ".local", ".localdomain", ".home.arpa");

    /** What holds everywhere but in tests: port 443 and {@link AddressRules}. */
    public static final UrlRules PUBLIC = new UrlRules(HTTPS_PORT, AddressRules::allowed);

    /** For addresses that a provider named, and no caller. */
    static final UrlRules PUBLIC_ANY_PORT = new UrlRules(ANY_PORT, LONGEST_SIGNED, AddressRules::allowed);

    /** For addresses of a usual length. */
    public UrlRules(int port, Predicate<InetAddress> addresses) {
        this(port, LONGEST, addresses);
    }

    /** @throws ImagegenException with {@link ErrorCode#INVALID_REQUEST} and the sentence of {@link #problem} */
    public void check(URI url) {
        problem(url).ifPresent(problem -> {
            throw new ImagegenException(ErrorCode.INVALID_REQUEST, problem);
        });
    }

    /** One sentence that says what is wrong with the URL and what to write instead; empty if nothing is. */
    public Optional<String> problem(URI url) {
        if (!"https".equalsIgnoreCase(url.getScheme())) {
            return Optional.of("The URL must start with https://.");
        }
        if (url.toString().length() > longest) {
            return Optional.of("The URL must have at most " + longest + " characters.");
        }
        if (url.getRawAuthority() != null && url.getRawAuthority().contains("@")) {
            return Optional.of("The URL must not contain a user name or password before the host.");
        }
        if (url.getHost() == null) {
            return Optional.of(
                    "The URL must name a host in its usual ASCII form, for example https://example.com/cat.png.");
        }
        if (port != ANY_PORT && (url.getPort() == -1 ? HTTPS_PORT : url.getPort()) != port) {
            return Optional.of("The URL must use port " + port + ", the usual one of https.");
        }
        return hostProblem(url.getHost().toLowerCase(Locale.ROOT));
    }

    private Optional<String> hostProblem(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (name.contains("%")) {
            return Optional.of("The URL's host must not contain a zone or an escaped character.");
        }
        Optional<InetAddress> literal;
        try {
            literal = literal(name);
        } catch (IllegalArgumentException e) {
            return Optional.of(
                    "The URL's host looks like a number: write a host name, or an address as four decimal numbers.");
        }
        boolean refused = literal.map(address -> !addresses.test(address)).orElseGet(() -> local(name));
        return refused ? Optional.of("The URL must lead to a public address of the internet.") : Optional.empty();
    }

    /** A name without a dot is completed by the resolver, with a domain of the network that it is in. */
    private static boolean local(String name) {
        return !name.contains(".") || LOCAL.stream().anyMatch(name::endsWith);
    }

    /** The address that the text stands for without a look-up; throws if it is a number in an odd spelling. */
    private static Optional<InetAddress> literal(String name) {
        if (name.startsWith("[")) {
            return Optional.of(InetAddress.ofLiteral(name.substring(1, name.length() - 1)));
        }
        if (name.equals("localhost") || name.endsWith(".localhost")) {
            return Optional.of(InetAddress.getLoopbackAddress());
        }
        // Resolvers also read 2130706433, 0x7f.1 and 0177.0.0.1 as addresses, and not all of them alike.
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (!last.matches("\\d+|0x[0-9a-f]*")) {
            return Optional.empty();
        }
        if (!name.matches("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}")) {
            throw new IllegalArgumentException("odd spelling of an address");
        }
        return Optional.of(InetAddress.ofLiteral(name));
    }
}
