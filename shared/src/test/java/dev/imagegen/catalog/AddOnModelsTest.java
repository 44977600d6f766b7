package dev.imagegen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.AspectRatio;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.ImageSize.Shape;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.ModelName;
import dev.imagegen.contract.ModelSelection.Auto;
import dev.imagegen.contract.ModelSelection.ByFamily;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.Preference;
import dev.imagegen.contract.PublicError;
import dev.imagegen.contract.Resolution;
import dev.imagegen.contract.SizeAsked;
import dev.imagegen.contract.Tier;
import dev.imagegen.engine.EngineChoice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The models that only Cloudinary's add-on makes: named by their id, passed on as they were asked for, priced by the operator. */
class AddOnModelsTest {

    private static Catalog servedBy(String engines) {
        return Catalog.load().madeBy(new EngineChoice(engines, Map.of())::of);
    }

    private static final Catalog ADD_ON = servedBy("cloudinary");

    static Stream<Model> newer() {
        return Stream.of(Operation.values()).flatMap(o -> ADD_ON.models(o).stream()).filter(m -> m.direct().isEmpty());
    }

    private static Wishes wish(Model model) {
        return model.operation() == Operation.TEXT_TO_IMAGE ? Wishes.lamp().by(model.id()) : Wishes.edit(1).by(model.id());
    }

    @Test
    void thereAreTwentySix() {
        assertEquals(26, newer().count());
    }

    @ParameterizedTest
    @MethodSource("newer")
    void modelIsMadeWithWhatWasAskedFor(Model model) {
        Resolved resolved = wish(model).sized("1000x801").as(ImageFormat.WEBP).resolvedIn(ADD_ON);

        assertEquals(new ModelName("none", Optional.empty(), model.id()), resolved.model().name());
        assertEquals(new Pixels(1000, 801), resolved.size());
        assertEquals(Optional.of(new SizeAsked(Optional.of(new Pixels(1000, 801)))), resolved.asked());
        assertEquals(ImageFormat.WEBP, resolved.format());
        assertEquals(15, resolved.credits());
        assertEquals(List.of(), resolved.notices());
    }

    @Test
    void shapeIsPassedOnAsAShapeAndNoSizeAsNone() {
        Shape shape = new Shape(AspectRatio.PORTRAIT, Resolution.TWO_K);
        Wishes wish = Wishes.lamp().by("mai-image-2.5");

        assertEquals(Optional.of(new SizeAsked(Optional.of(shape))), wish.sized(shape).resolvedIn(ADD_ON).asked());
        assertEquals(new Pixels(1536, 2048), wish.sized(shape).resolvedIn(ADD_ON).size());
        assertEquals(Optional.of(new SizeAsked(Optional.empty())), wish.resolvedIn(ADD_ON).asked());
        assertEquals(Optional.empty(), Wishes.lamp().by("flux-2-pro").resolvedIn(ADD_ON).asked());
    }

    @ParameterizedTest
    @CsvSource({
        "flux-2-flash, true", "nano-banana-2-lite, true", "qwen-image-3, true", "flux-2-pro, true", "nano-banana-2, true",
        "nano-banana-1, true", "ideogram-v4-base, true", "muse-image, false", "mai-image-2.5, false", "grok-imagine-image, false",
        "seedream-5-lite, false", "gpt-image-2.5-flare, false", "recraft-v4.1-utility, false", "recraft-v3, false",
        "recraft-v4, false", "gpt-image-2, false"})
    void seedIsTakenByThoseThatTheContractNames(String id, boolean taken) {
        assertEquals(taken ? OptionalLong.of(7) : OptionalLong.empty(), Wishes.lamp().by(id).seed(7).resolvedIn(ADD_ON).seed());
    }

    @ParameterizedTest
    @CsvSource({"mai-image-2.5-edit, 1 reference image", "grok-imagine-image-edit, 3 reference images",
        "qwen-image-3-edit, 3 reference images"})
    void moreReferencesThanItTakesAreRefused(String id, String most) {
        assertEquals("%s takes %s at most, not 4.".formatted(id, most), Wishes.edit(4).by(id).refusalIn(ADD_ON).message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandbox", "direct", "direct,sandbox"})
    void elsewhereNoEngineMakesIt(String engines) {
        Catalog catalog = servedBy(engines);
        List<String> offered = catalog.offered(Operation.TEXT_TO_IMAGE).stream().map(Model::id).toList();

        assertEquals(10, offered.size());
        assertEquals(new PublicError(ErrorCode.MODEL_NOT_MADE_HERE,
                "No engine of this deployment makes flux-2-flash: only Cloudinary's add-on does, which 'Engine' does not name here."
                        + " The models of text_to_image are %s.".formatted(String.join(", ", offered)),
                Map.of("field", "model.id", "allowed", offered)), Wishes.lamp().by("flux-2-flash").refusalIn(catalog));
        assertEquals(400, ErrorCode.MODEL_NOT_MADE_HERE.status());
        assertEquals(7, catalog.offered(Operation.IMAGE_TO_IMAGE).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloudinary", "direct,cloudinary", "sandbox,cloudinary"})
    void whereTheAddOnServesItMakesAllFortyThree(String engines) {
        Catalog catalog = servedBy(engines);

        assertEquals(43, Stream.of(Operation.values()).mapToLong(o -> catalog.offered(o).size()).sum());
        assertEquals(List.of("cloudinary"), catalog.find("flux-2-flash").orElseThrow().engines());
    }

    @Test
    void idOfTheOtherRouteIsRefusedWithItsRouteWhoeverMakesIt() {
        assertTrue(Wishes.lamp().by("muse-image-edit").refusal().message().startsWith("'muse-image-edit' is a model of image_to_image."));
        assertTrue(Wishes.edit(1).by("muse-image").refusalIn(ADD_ON).message().startsWith("'muse-image' is a model of text_to_image."));
        assertEquals(ErrorCode.UNKNOWN_MODEL, Wishes.edit(1).by("recraft-v4.1-utility-edit").refusalIn(ADD_ON).code());
    }

    @Test
    void noneIsNoFamilyThatCanBeAskedFor() {
        PublicError refusal = Wishes.lamp().by(new ByFamily("none", Tier.STANDARD)).refusalIn(ADD_ON);

        assertEquals("'none' is no family. The families are flux, recraft, gpt-image, nano-banana, ideogram."
                + " A model without one is named by its id, as {\"id\": \"flux-2-flash\"}.", refusal.message());
        assertEquals(Map.of("field", "model.family", "allowed", ADD_ON.families()), refusal.details());
    }

    @ParameterizedTest
    @EnumSource
    void automaticChoiceNeverTakesOne(Preference preference) {
        for (Wishes wish : List.of(Wishes.lamp(), Wishes.edit(1), Wishes.edit(4).sized(AspectRatio.WIDE, Resolution.FOUR_K))) {
            assertTrue(wish.by(new Auto(preference)).resolvedIn(ADD_ON).model().direct().isPresent());
        }
    }

    @Test
    void keyMayBeAllowedOneByItsIdAndNoneByTheWordNone() {
        Model model = ADD_ON.find("muse-image").orElseThrow();

        assertTrue(new AllowedModels(List.of("muse-image")).allows(model));
        assertTrue(!new AllowedModels(List.of("none", "flux")).allows(model));
    }

    @Test
    void operatorSetsWhatIsReserved() {
        Catalog all = Catalog.load(Json.object(), OptionalLong.of(20)).madeBy(new EngineChoice("cloudinary", Map.of())::of);
        JsonNode cheaper = Json.parse("{\"flux-2-flash\": {\"prices\": {\"source\": \"us\", \"cents\": {\"*\": {\"*\": 2}}}}}");
        Catalog one = Catalog.load(cheaper, OptionalLong.of(20)).madeBy(new EngineChoice("cloudinary", Map.of())::of);

        assertEquals(20, Wishes.lamp().by("flux-2-flash").resolvedIn(all).credits());
        assertEquals(2, Wishes.lamp().by("flux-2-flash").resolvedIn(one).credits());
        assertEquals(2, Wishes.edit(4).by("flux-2-flash-edit").resolvedIn(one).credits());
        assertEquals(20, Wishes.lamp().by("muse-image").resolvedIn(one).credits());
        assertEquals(3, Wishes.lamp().by("flux-2-pro").resolvedIn(one).credits());
    }

    /** Nine to eleven credits were seen for it at 1K, where Google takes four. */
    @ParameterizedTest
    @CsvSource({"direct, 4, 6, 12", "sandbox, 4, 6, 12", "cloudinary, 11, 17, 25", "'direct,cloudinary', 4, 6, 12",
        "'cloudinary,direct', 11, 17, 25"})
    void nanoBanana2IsReservedByThePriceOfWhoeverMakesIt(String engines, long one, long two, long four) {
        List<Long> credits = Stream.of(Resolution.ONE_K, Resolution.TWO_K, Resolution.FOUR_K).map(tier ->
                Wishes.lamp().by("nano-banana-2").sized(AspectRatio.SQUARE, tier).resolvedIn(servedBy(engines)).credits()).toList();

        assertEquals(List.of(one, two, four), credits);
    }
}
