package dev.imagegen.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import dev.imagegen.webhook.NotificationSigner;
import dev.imagegen.webhook.SignatureAlgorithm;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;

/** Prints a sample notification signed as of now, because a signature is good for two hours only. */
final class SignCommand {

    private final Clock clock;

    SignCommand(Clock clock) {
        this.clock = clock;
    }

    /** @throws UsageException if the file is no event of a notification */
    void run(Path file, PrintStream out) throws IOException {
        out.println(signed(EventFile.read(file)).toPrettyString());
    }

    private JsonNode signed(String text) {
        if (!(Json.parse(text) instanceof ObjectNode event) || !(event.get("headers") instanceof ObjectNode headers) || !event.path("body").isTextual()) {
            throw new UsageException("sign takes the event of a notification: one with headers and a body.");
        }
        String timestamp = String.valueOf(clock.instant().getEpochSecond());
        var signer = new NotificationSigner(SignatureAlgorithm.SHA1, DemoCloud.WEBHOOK_SECRET);
        headers.put("x-cld-timestamp", timestamp);
        headers.put("x-cld-signature", signer.sign(body(event), timestamp));
        return event;
    }

    private static byte[] body(ObjectNode event) {
        byte[] text = event.get("body").textValue().getBytes(StandardCharsets.UTF_8);
        return event.path("isBase64Encoded").asBoolean() ? Base64.getDecoder().decode(text) : text;
    }
}
