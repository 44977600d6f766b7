package dev.imagegen.image;

/** Reads numbers at any place, also behind the end: what is not there makes the number negative. */
record HeaderBytes(byte[] bytes) {

    /** The byte at a place, 0 to 255, or −1. */
    int at(int index) {
        return index >= 0 && index < bytes.length ? bytes[index] & 0xFF : -1;
    }

    /** Whether these characters, each one byte, stand at a place. */
    boolean has(int index, String characters) {
        for (int i = 0; i < characters.length(); i++) {
            if (at(index + i) != characters.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** An unsigned number of up to 4 bytes, the highest first. */
    long bigEndian(int index, int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | at(index + i);
        }
        return value;
    }

    /** An unsigned number of up to 4 bytes, the lowest first. */
    long littleEndian(int index, int count) {
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << 8 | at(index + i);
        }
        return value;
    }
}
