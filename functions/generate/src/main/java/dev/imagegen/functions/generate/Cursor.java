package dev.imagegen.functions.generate;

import dev.imagegen.access.ApiKey;
import dev.imagegen.contract.ImagegenException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where a page of a list ended: the id of its last task, signed with what the table keeps of the caller's secret, which the caller
 * does not know. Good for that caller and the same filters alone.
 */
final class Cursor {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int ID_BYTES = 16;
    private static final int SIGNATURE_BYTES = 16;

    private final ApiKey caller;
    private final String filters;

    /** @param filters all that decides which tasks are in the list */
    Cursor(ApiKey caller, String filters) {
        this.caller = caller;
        this.filters = filters;
    }

    String after(String taskId) {
        byte[] id = HexFormat.of().parseHex(taskId);
        byte[] all = Arrays.copyOf(id, ID_BYTES + SIGNATURE_BYTES);
        System.arraycopy(signature(taskId), 0, all, ID_BYTES, SIGNATURE_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /** The id of the task. @throws ImagegenException a 400 if {@link #after} did not write it for this caller and these filters */
    String read(String text) {
        byte[] all = decoded(text);
        if (all.length == ID_BYTES + SIGNATURE_BYTES) {
            String id = HexFormat.of().formatHex(all, 0, ID_BYTES);
            // Of the whole text: some characters of base64 can be changed without changing a byte.
            if (MessageDigest.isEqual(
                    text.getBytes(StandardCharsets.UTF_8), after(id).getBytes(StandardCharsets.UTF_8))) {
                return id;
            }
        }
        throw ImagegenException.invalid("cursor",
                "'cursor' must be the next_cursor of an answer to the same key and the same filters. Leave it out to begin again.");
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private byte[] signature(String taskId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(caller.secret().toText().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(String.join("\n", "tasks", caller.cloud(), caller.id(), taskId, filters)
                    .getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
