package dev.imagegen.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.imagegen.contract.AspectRatio;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.ImageSize.Shape;
import dev.imagegen.contract.ModelName;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.ReferenceImage;
import dev.imagegen.contract.Resolution;
import dev.imagegen.contract.SizeAsked;
import dev.imagegen.contract.Target;
import dev.imagegen.contract.Tier;
import dev.imagegen.testing.Samples;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which orders any image of one of them would do for. */
class LikenessTest {

    private static final ModelName PRO = new ModelName("flux", Tier.PREMIUM, "flux-2-pro");
    private static final ModelName KLEIN = new ModelName("flux", Tier.STANDARD, "flux-2-klein-9b");
    private static final ReferenceImage ONE = new ReferenceImage.ByAssetId("4b7c");
    private static final ReferenceImage TWO = new ReferenceImage.ByUrl(URI.create("https://example.com/a.png"));

    private static Order order(Operation operation, ModelName model, String prompt, int width, int height, ImageFormat format,
            OptionalLong seed, List<ReferenceImage> references) {
        return new Order(operation, model, prompt, width, height, format, seed, Target.DEFAULT, references, Optional.empty());
    }

    private static Likeness of(Order order) {
        return Likeness.of("demo", order).orElseThrow();
    }

    @Test
    void everythingThatShowsInTheImageMakesADifference() {
        OptionalLong none = OptionalLong.empty();
        OptionalLong seed = OptionalLong.of(0);
        Operation t2i = Operation.TEXT_TO_IMAGE;
        Operation i2i = Operation.IMAGE_TO_IMAGE;
        List<Order> orders = List.of(
                order(t2i, PRO, "a lamp", 512, 384, ImageFormat.PNG, none, List.of()),
                order(i2i, PRO, "a lamp", 512, 384, ImageFormat.PNG, none, List.of()),
                order(t2i, KLEIN, "a lamp", 512, 384, ImageFormat.PNG, none, List.of()),
                order(t2i, PRO, "a lamp ", 512, 384, ImageFormat.PNG, none, List.of()),
                order(t2i, PRO, "a lamp", 384, 512, ImageFormat.PNG, none, List.of()),
                order(t2i, PRO, "a lamp", 512, 384, ImageFormat.JPEG, none, List.of()),
                order(t2i, PRO, "a lamp", 512, 384, ImageFormat.PNG, seed, List.of()),
                order(i2i, PRO, "a lamp", 512, 384, ImageFormat.PNG, none, List.of(ONE)),
                order(i2i, PRO, "a lamp", 512, 384, ImageFormat.PNG, none, List.of(ONE, TWO)),
                order(i2i, PRO, "a lamp", 512, 384, ImageFormat.PNG, none, List.of(TWO, ONE)));

        Set<Likeness> different = new HashSet<>();
        orders.forEach(order -> different.add(of(order)));

        assertEquals(orders.size(), different.size());
        assertEquals(of(orders.getFirst()), of(order(t2i, PRO, "a lamp", 512, 384, ImageFormat.PNG, none, List.of())));
    }

    @Test
    void sizeThatIsPassedOnCountsAsItWasAskedFor() {
        List<Order> orders = Stream.<Optional<ImageSize>>of(Optional.empty(), Optional.of(new Pixels(1024, 1024)),
                        Optional.of(new Shape(AspectRatio.SQUARE, Resolution.ONE_K)))
                .map(size -> new Order(Operation.TEXT_TO_IMAGE, PRO, "a lamp", 1024, 1024, ImageFormat.PNG, OptionalLong.empty(),
                        Target.DEFAULT, List.of(), Optional.empty(), Optional.of(new SizeAsked(size))))
                .toList();

        assertEquals(3, orders.stream().map(LikenessTest::of).distinct().count());
    }

    @Test
    void whereItIsStoredAndWhoIsToldMakesNone() {
        Order named = Samples.order(new Target.Managed(Optional.of("a/place"), Optional.empty()));

        assertEquals(of(Samples.order(Target.DEFAULT)), of(named));
        assertEquals(of(named), of(new Order(named.operation(), named.model(), named.prompt(), named.width(), named.height(),
                named.format(), named.seed(), named.target(), named.references(), Optional.empty())));
    }

    @Test
    void anotherCloudDoes() {
        assertNotEquals(Likeness.of("demo", Samples.order(Target.DEFAULT)), Likeness.of("dem", Samples.order(Target.DEFAULT)));
    }

    @Test
    void whatIsNotKeptOrWasTransformedIsLikeNothing() {
        assertEquals(Optional.empty(), Likeness.of("demo", Samples.order(new Target.Temporary())));
        assertEquals(Optional.empty(),
                Likeness.of("demo", Samples.order(new Target.Managed(Optional.empty(), Optional.of("a-preset")))));
    }
}
