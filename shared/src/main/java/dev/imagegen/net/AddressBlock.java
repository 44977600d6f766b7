package dev.imagegen.net;

import java.net.InetAddress;

/**
 * A block of addresses in CIDR form, for example {@code 10.0.0.0/8}.
 *
 * @param network the first address of the block, 4 or 16 bytes
 * @param bits how many leading bits all of its addresses share
 */
record AddressBlock(byte[] network, int bits) {

    /** @param text an address literal, a slash and the number of bits; never looked up */
    static AddressBlock of(String text) {
        int slash = text.indexOf('/');
        return new AddressBlock(
                InetAddress.ofLiteral(text.substring(0, slash)).getAddress(),
                Integer.parseInt(text.substring(slash + 1)));
    }

    /** True if {@code address} has the same length and the same leading bits. */
    boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (address[i] != network[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || ((address[whole] ^ network[whole]) & 0xff) >> (8 - rest) == 0;
    }
}
