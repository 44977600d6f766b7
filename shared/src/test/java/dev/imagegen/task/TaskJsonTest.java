package dev.imagegen.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.asset.Moderation;
import dev.imagegen.contract.Asset;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.AspectRatio;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.ImageSize.Shape;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.ModelName;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.PublicError;
import dev.imagegen.contract.ReferenceImage;
import dev.imagegen.contract.Storage;
import dev.imagegen.contract.Resolution;
import dev.imagegen.contract.SizeAsked;
import dev.imagegen.contract.Target;
import dev.imagegen.contract.Tier;
import dev.imagegen.credits.UsageMark;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.engine.Upstream;
import dev.imagegen.testing.Samples;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is kept of a task is read back as it was, through text. */
class TaskJsonTest {

    private static final Instant NOW = MutableClock.START.plusNanos(123_000_000);
    private static final URI URL = URI.create("https://example.com/a%20b.png?c=d#e");
    private static final ModelName MODEL = new ModelName("flux", Tier.PREMIUM, "flux-2-pro");

    private static JsonNode throughText(JsonNode node) {
        return Json.parse(Json.write(node));
    }

    static Stream<TaskState> states() {
        var managed = new Storage.Managed(URL, "4b7c", "imagegen/lamp", 1_790_000_000L);
        var temporary = new Storage.Temporary(URL, NOW.plusSeconds(3_600));
        return Stream.of(
                new TaskState.Queued(NOW),
                new TaskState.Running("worker-1", NOW, Optional.empty()),
                new TaskState.Running("worker-1", NOW, Optional.of(new TaskState.Calling("bfl", NOW.plusSeconds(600)))),
                Samples.submitted("bfl"),
                new TaskState.Submitted(new Upstream("ideogram", "1", URL, NOW, OptionalLong.empty()), NOW, NOW.plusSeconds(1)),
                new TaskState.Generated(true, NOW),
                new TaskState.Generated(false, NOW),
                new TaskState.Generated(true, NOW, Optional.of(new TaskState.StoreDelay("It is \"down\".", Optional.empty()))),
                new TaskState.Generated(true, NOW, Optional.of(
                        new TaskState.StoreDelay("It is full.", Optional.of(new UsageMark(Samples.MONTH, 12))))),
                new TaskState.Completed(asset(managed, OptionalLong.of(42)), "4b7c", 8, Optional.empty(), Optional.empty()),
                new TaskState.Completed(asset(managed, OptionalLong.of(42)), "4b7c", 8, Optional.empty(), Optional.empty(),
                        new StoreNews(List.of(new Moderation("manual", Moderation.Verdict.REJECTED, NOW)), Optional.of(NOW),
                                Optional.of(NOW.plusSeconds(1)))),
                new TaskState.Completed(asset(managed, OptionalLong.empty()), "4b7c", 0, Optional.empty(), Optional.of(NOW)),
                new TaskState.Completed(asset(temporary, OptionalLong.of(0)), "5c8d", 8, Optional.of(NOW), Optional.empty()),
                new TaskState.Failed(new PublicError(ErrorCode.PROVIDER_FAILED, "It \"failed\"."), true, MutableClock.START));
    }

    private static Asset asset(Storage storage, OptionalLong seed) {
        return new Asset(storage, ImageFormat.WEBP, 1024, 768, 12_345, MODEL, seed, NOW);
    }

    @ParameterizedTest
    @MethodSource("states")
    void stateIsReadBack(TaskState state) {
        assertEquals(state, TaskJson.state(TaskJson.stateName(state), throughText(TaskJson.state(state))));
    }

    @ParameterizedTest
    @EnumSource
    void errorOfAFailureIsReadBackWithItsDetails(ErrorCode code) {
        var failed = new TaskState.Failed(new PublicError(code, "No.", Map.of("field", "reference_images[0]", "max", 4)), false, MutableClock.START);
        JsonNode written = throughText(TaskJson.state(failed));
        assertEquals(written, throughText(TaskJson.state(TaskJson.state("FAILED", written))));
    }

    @Test
    void stateOfNoNameIsNotRead() {
        assertThrows(IllegalArgumentException.class, () -> TaskJson.state("PAUSED", Json.object()));
    }

    static Stream<Order> orders() {
        var simple = new Order(Operation.TEXT_TO_IMAGE, MODEL, "a lamp", 512, 384, ImageFormat.PNG, OptionalLong.empty(),
                Target.DEFAULT, List.of(), Optional.empty());
        var full = new Order(Operation.IMAGE_TO_IMAGE, MODEL, "\"a\"\nlamp 😀", 4096, 64, ImageFormat.JPEG,
                OptionalLong.of(4_294_967_295L), new Target.Managed(Optional.of("a/b"), Optional.of("drafts")),
                List.of(new ReferenceImage.ByUrl(URL), new ReferenceImage.ByAssetId("4b7c")), Optional.of(URL));
        var temporary = new Order(Operation.TEXT_TO_IMAGE, MODEL, "a lamp", 512, 384, ImageFormat.WEBP, OptionalLong.of(0),
                new Target.Temporary(), List.of(), Optional.empty());
        return Stream.concat(
                Stream.of(simple, full, temporary),
                Stream.<Optional<ImageSize>>of(Optional.empty(), Optional.of(new Pixels(1000, 801)),
                                Optional.of(new Shape(AspectRatio.WIDE, Resolution.TWO_K)))
                        .map(size -> new Order(Operation.IMAGE_TO_IMAGE, new ModelName("none", Optional.empty(), "mai-image-2.5-edit"),
                                "a lamp", 1024, 1024, ImageFormat.PNG, OptionalLong.empty(), Target.DEFAULT, List.of(),
                                Optional.empty(), Optional.of(new SizeAsked(size)))));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void orderIsReadBack(Order order) {
        assertEquals(order, TaskJson.order(throughText(TaskJson.order(order))));
    }

    /** As the first version wrote it: what is in a table must stay readable. */
    @Test
    void orderOfTheFirstVersionIsRead() {
        var order = TaskJson.order(Json.parse("""
                {"operation": "text_to_image", "prompt": "a lamp", "width": 512, "height": 384, "format": "png",
                 "model": {"family": "flux", "tier": "premium", "id": "flux-2-pro"},
                 "target": {"type": "managed"}, "references": []}"""));
        assertEquals(orders().findFirst().orElseThrow(), order);
    }
}
