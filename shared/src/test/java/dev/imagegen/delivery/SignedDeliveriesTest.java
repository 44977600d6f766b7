package dev.imagegen.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudinary.api.signing.NotificationRequestSignatureVerifier;
import dev.imagegen.task.Task;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.webhook.NotificationVerifier;
import dev.imagegen.webhook.SignatureAlgorithm;
import dev.imagegen.webhook.StandardVerifier;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The signatures of each try, while secrets come and go. */
class SignedDeliveriesTest {

    private final PostRoom room = new PostRoom();

    @Test
    void idIsTheSameForEveryTryAndTheSignaturesAreOfTheirTime() {
        room.receiver(number -> PostRoom.status(number == 3 ? 200 : 500));
        Task task = room.ended();

        room.drain();

        for (PostRoom.Post post : room.posts) {
            Instant at = MutableClock.START.plus(post.after());
            assertEquals("msg_" + task.id(), post.headers().get("webhook-id"));
            assertEquals(String.valueOf(at.getEpochSecond()), post.headers().get("webhook-timestamp"));
            assertEquals(String.valueOf(at.getEpochSecond()), post.headers().get("X-Cld-Timestamp"));
            assertTrue(standard(post, "first"));
            assertTrue(cloudinary(post, "first"));
        }
    }

    private static boolean standard(PostRoom.Post post, String secret) {
        var clock = Clock.fixed(MutableClock.START.plus(post.after()), ZoneOffset.UTC);
        return new StandardVerifier(List.of(PostRoom.secret(secret).secret()), clock).verify(post.body(),
                post.headers().get("webhook-id"), post.headers().get("webhook-timestamp"), post.headers().get("webhook-signature"));
    }

    private static boolean cloudinary(PostRoom.Post post, String secret) {
        var clock = Clock.fixed(MutableClock.START.plus(post.after()), ZoneOffset.UTC);
        return new NotificationVerifier(List.of(PostRoom.secret(secret).secret()), clock)
                .verify(post.body(), post.headers().get("X-Cld-Timestamp"), post.headers().get("X-Cld-Signature"));
    }

    /** The verifier of the vendor, set to that hash as its SDKs are by {@code signature_algorithm}. */
    private static boolean vendor(PostRoom.Post post, SignatureAlgorithm algorithm) {
        return new NotificationRequestSignatureVerifier(
                PostRoom.secret("first").secret(), com.cloudinary.SignatureAlgorithm.valueOf(algorithm.name()))
                .verifySignature(new String(post.body(), StandardCharsets.UTF_8), post.headers().get("X-Cld-Timestamp"),
                        post.headers().get("X-Cld-Signature"));
    }

    @Test
    void hashOfTheSettingsSignsFromTheNextTryOn() {
        room.receiver(number -> {
            if (number == 1) {
                room.sign(SignatureAlgorithm.SHA256);
            }
            return PostRoom.status(number < 2 ? 500 : 200);
        });
        room.ended();

        room.drain();

        assertEquals(List.of(true, false), room.posts.stream().map(post -> vendor(post, SignatureAlgorithm.SHA1)).toList());
        assertEquals(List.of(false, true), room.posts.stream().map(post -> vendor(post, SignatureAlgorithm.SHA256)).toList());
        assertEquals(List.of(40, 64), room.posts.stream().map(post -> post.headers().get("X-Cld-Signature").length()).toList());
        assertTrue(room.posts.stream().allMatch(post -> standard(post, "first")));
    }

    @Test
    void secretsMayBeRotatedBetweenTwoTries() {
        room.receiver(number -> {
            if (number == 1) {
                room.secrets("second", "first");
            } else if (number == 2) {
                room.secrets("second");
            }
            return PostRoom.status(number < 3 ? 500 : 200);
        });
        room.ended();

        room.drain();

        assertEquals(List.of(true, true, false), room.posts.stream().map(post -> standard(post, "first")).toList());
        assertEquals(List.of(false, true, true), room.posts.stream().map(post -> standard(post, "second")).toList());
        assertEquals(List.of(true, false, false), room.posts.stream().map(post -> cloudinary(post, "first")).toList());
        assertEquals(List.of(false, true, true), room.posts.stream().map(post -> cloudinary(post, "second")).toList());
    }

    @Test
    void cloudWhoseSecretsWereDeletedTellsNobodyUntilItHasOneAgain() {
        room.secrets();
        Task task = room.ended();
        room.next();
        room.secrets("new");

        room.drain();

        assertEquals(List.of(Duration.ofSeconds(5)), room.times());
        assertEquals("the cloud has no signing secret", room.attempts(task).getFirst().reason());
        assertEquals(OptionalInt.empty(), room.attempts(task).getFirst().status());
    }
}
