package dev.imagegen.net;

import dev.imagegen.contract.ThisMachine;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which URLs a client may name to be told at. Both doors ask here: the one of requests, and the way out.
 *
 * @param rules what holds for every URL of a caller
 * @param local whether receivers on this machine are taken too, by http as well: for trying things out
 */
public record ReceiverRules(UrlRules rules, boolean local) {

    /** @param local as the deployment says */
    public static ReceiverRules of(boolean local) {
        return new ReceiverRules(UrlRules.PUBLIC, local);
    }

    /** One sentence that says what is wrong with the URL and what to write instead; empty if nothing is. */
    public Optional<String> problem(URI url) {
        return here(url) ? Optional.empty() : rules.problem(url);
    }

    /** The addresses that may be connected to for this URL. */
    Predicate<InetAddress> addresses(URI url) {
        return here(url) ? InetAddress::isLoopbackAddress : rules.addresses();
    }

    private boolean here(URI url) {
        return local && ThisMachine.hosts(url);
    }
}
