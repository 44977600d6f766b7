package dev.imagegen.functions.generate;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Text;
import java.util.Locale;

/** What holds for every body before it is read. */
final class JsonBody {

    /** The longest prompt, each character escaped, and room for the rest. */
    private static final int MAX_BODY = 256 * 1024;

    private JsonBody() {}

    /** @throws ImagegenException if it says that it is no JSON or compressed, or if it is too large */
    static byte[] of(Call call) {
        call.header("content-encoding").filter(coding -> !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity"))
                .ifPresent(coding -> {
                    throw new ImagegenException(ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                            "The body must not be compressed. Send it without the header Content-Encoding, which says %s."
                                    .formatted(Text.shortened(coding)));
                });
        String type = call.header("content-type").orElse("application/json").toLowerCase(Locale.ROOT);
        if (!type.split(";", 2)[0].strip().equals("application/json")) {
            throw new ImagegenException(ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be JSON. Send it with the header Content-Type: application/json.");
        }
        byte[] body = call.body();
        if (body.length > MAX_BODY) {
            throw new ImagegenException(ErrorCode.BODY_TOO_LARGE,
                    "The body may have %d bytes at most, not %d.".formatted(MAX_BODY, body.length));
        }
        return body;
    }
}
