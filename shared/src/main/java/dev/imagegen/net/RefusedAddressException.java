package dev.imagegen.net;

import java.io.IOException;

/** A name resolved to an address that is not public. It does not say which one: that is nobody's business outside. */
final class RefusedAddressException extends IOException {

    RefusedAddressException() {
        super("the address is not public");
    }
}
