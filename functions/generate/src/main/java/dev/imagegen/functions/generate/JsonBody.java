package dev.imagegen.functions.generate;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import java.util.Locale;

/** What holds for every body before it is read. */
final class JsonBody {

    /** The longest prompt, each character escaped, and room for the rest. */
    private static final int MAX_BODY = 256 * 1024;

    private JsonBody() {}

    /** @throws ImagegenException if it says that it is no JSON, or if it is too large */
    static byte[] of(Call call) {
        String type = call.header("content-type").orElse("application/json").toLowerCase(Locale.ROOT);
        if (!type.split(";", 2)[0].strip().equals("application/json")) {
            throw new ImagegenException(ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be JSON. Send it with the header Content-Type: application/json.");
        }
        if (call.body().length > MAX_BODY) {
            throw new ImagegenException(ErrorCode.BODY_TOO_LARGE,
                    "The body may have %d bytes at most, not %d.".formatted(MAX_BODY, call.body().length));
        }
        return call.body();
    }
}
