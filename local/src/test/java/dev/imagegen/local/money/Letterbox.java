package dev.imagegen.local.money;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import dev.imagegen.flow.AssetEvents;
import dev.imagegen.flow.Step;
import dev.imagegen.testing.HttpStub;
import dev.imagegen.webhook.EventReader;
import dev.imagegen.webhook.NotificationVerifier;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** In the place of the webhook function: verifies what Cloudinary tells, and applies it, now or as the mail is. */
final class Letterbox implements AutoCloseable {

    /** What the mail is like. */
    enum Post {
        ONCE,
        /** The same bytes come again. */
        TWICE,
        /** The worker has the add-on's answer, and has not written down what to ask for. */
        BEFORE_THE_ANSWER_IS_STORED,
        /** The store's own moderation rejects the picture, and says so before the task knows it. */
        AFTER_A_REJECTION
    }

    private final Post post;
    private final EventReader reader = new EventReader();
    private final HttpStub stub = new HttpStub(_ -> HttpStub.Reply.json(200, "{}"));
    private int delivered;

    Letterbox(Post post) throws IOException {
        this.post = post;
    }

    URI address() {
        return stub.address().resolve("/webhooks/cloudinary");
    }

    /** Lets the mail come if this is its time. */
    void past(Step step, Runnable mail) {
        if (post == Post.BEFORE_THE_ANSWER_IS_STORED && step == Step.ANSWERED) {
            mail.run();
        }
    }

    /** Applies what has come since. */
    void deliver(AssetEvents events, Clock clock) {
        List<HttpStub.Call> calls = stub.calls();
        for (; delivered < calls.size(); delivered++) {
            HttpStub.Call call = calls.get(delivered);
            var verifier = new NotificationVerifier(List.of(EmulatedProviders.KEY), clock);
            assertTrue(verifier.verify(call.body(), call.header("X-Cld-Timestamp"), call.header("X-Cld-Signature")));
            if (post == Post.AFTER_A_REJECTION) {
                apply(events, clock, Json.bytes(rejection(Json.parseForeign(call.body()))), Optional.empty());
            }
            for (int i = 0; i < (post == Post.TWICE ? 2 : 1); i++) {
                apply(events, clock, call.body(), Optional.of(call.query().substring("task=".length())));
            }
        }
    }

    private void apply(AssetEvents events, Clock clock, byte[] body, Optional<String> about) {
        events.apply(reader.id(body), reader.read(body, clock.instant()), about);
    }

    private static ObjectNode rejection(JsonNode generated) {
        JsonNode asset = generated.path("data").path("assets").path(0).path("storage");
        return Json.object().put("notification_type", "moderation").put("moderation_kind", "manual")
                .put("moderation_status", "rejected").put("asset_id", asset.path("asset_id").asText());
    }

    @Override
    public void close() {
        stub.close();
    }
}
