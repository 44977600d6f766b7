package dev.imagegen.engine.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.imagegen.image.AnyImage;
import java.util.Arrays;
import java.util.Optional;

/**
 * An image inside a text of a JSON document, which is read where it lies: as base64 in either alphabet, with or without padding and
 * line breaks, alone or in a {@code data:} URL, which may be in the middle of some words.
 *
 * @param json of which no part is copied
 * @param from where the text begins, behind its quotation mark
 */
record EmbeddedImage(byte[] json, int from) {

    /** Shorter texts hold no image. */
    private static final int SHORTEST = 40;
    private static final int PREFIX = 48;
    /** How far into a text an address may begin. */
    private static final int FAR = 1 << 16;
    private static final int[] VALUES = values();

    private static int[] values() {
        int[] values = new int[256];
        Arrays.fill(values, -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = i;
        }
        values['-'] = values['+'];
        values['_'] = values['/'];
        return values;
    }

    /** Where the text ends: its closing quotation mark; −1 if it is not closed. */
    int end() {
        for (int i = from; i < json.length; i++) {
            if (json[i] == '\\') {
                i++;
            } else if (json[i] == '"') {
                return i;
            }
        }
        return -1;
    }

    /** The image in it, if there is one and the text is whole. */
    Optional<byte[]> image(int end) {
        if (end - from < SHORTEST) {
            return Optional.empty();
        }
        int start = base64(end);
        byte[] first = decoded(start, end, PREFIX);
        return AnyImage.mayBegin(first) ? AnyImage.read(decoded(start, end, Integer.MAX_VALUE)) : Optional.empty();
    }

    /** Where its base64 begins: behind the word that announces it, or at once. */
    private int base64(int end) {
        int latest = Math.min(end, from + FAR);
        for (int i = from; i + 7 <= latest; i++) {
            if (json[i] == 'b' && json[i + 6] == ',' && new String(json, i, 7, US_ASCII).equals("base64,")) {
                return i + 7;
            }
        }
        return from;
    }

    private byte[] decoded(int start, int end, int most) {
        byte[] out = new byte[Math.min(most, length(start, end, most))];
        int length = 0;
        int bits = 0;
        int count = 0;
        for (int at = start; length < out.length; at += width(at)) {
            int sign = sign(at);
            if (sign == ' ') {
                continue;
            }
            bits = bits << 6 | VALUES[sign];
            count += 6;
            if (count >= 8) {
                count -= 8;
                out[length++] = (byte) (bits >> count);
            }
        }
        return out;
    }

    /** How many bytes there are, up to the first sign that belongs to no base64: so that they are put together only once. */
    private int length(int start, int end, int most) {
        long signs = 0;
        for (int at = start; at < end && signs * 3 / 4 < most; at += width(at)) {
            int sign = sign(at);
            if (sign != ' ' && VALUES[sign] < 0) {
                break;
            }
            signs += sign == ' ' ? 0 : 1;
        }
        return (int) (signs * 3 / 4);
    }

    /** What stands there, with white space as a blank. */
    private int sign(int at) {
        int sign = json[at] & 0xFF;
        if (sign == '\\') {
            int escaped = json[at + 1];
            return switch (escaped) {
                case 'n', 'r', 't' -> ' ';
                case 'u' -> hex(at + 2, 4);
                default -> escaped;
            };
        }
        if (sign == '%') {
            return hex(at + 1, 2);
        }
        return sign <= ' ' ? ' ' : sign;
    }

    private int width(int at) {
        return switch (json[at]) {
            case '\\' -> json[at + 1] == 'u' ? 6 : 2;
            case '%' -> 3;
            default -> 1;
        };
    }

    /** A sign that is none of base64, if it is no number or none of one byte. */
    private int hex(int at, int digits) {
        int number = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = i < json.length ? Character.digit(json[i], 16) : -1;
            if (digit < 0) {
                return '=';
            }
            number = number << 4 | digit;
        }
        return number > 255 ? '=' : number <= ' ' ? ' ' : number;
    }
}
