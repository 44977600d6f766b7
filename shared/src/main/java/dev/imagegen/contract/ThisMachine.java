package dev.imagegen.contract;

import java.net.URI;
import java.util.Set;

/** Addresses on the machine that this runs on. A deployment may take them where clients name receivers, for trying things out. */
public final class ThisMachine {

    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost");
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private ThisMachine() {}

    /** True for http and https, any port, and a host that is written in one of the two usual ways. */
    public static boolean hosts(URI url) {
        return url.getScheme() != null && SCHEMES.contains(url.getScheme()) && url.getHost() != null
                && NAMES.contains(url.getHost()) && url.getRawUserInfo() == null;
    }
}
