package dev.imagegen.local.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.imagegen.catalog.Model;
import dev.imagegen.contract.Asset;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.Storage;
import dev.imagegen.image.Decoder;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every model, tier, format, with and without a seed, from the request to the answer. The table says what it has to come to,
 * from the providers' documentation and price lists.
 */
@Execution(ExecutionMode.CONCURRENT)
class GoodTableTest {

    private static final long DECODED_UP_TO = 500_000;

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.imagegen.local.money.GoodTable#cases")
    void aPictureIsMadeAndPaidOnceAndIsWhatTheAnswerSays(GoodTable.Case one) throws IOException {
        GoodTable.Row row = one.row();
        Wish wish = one.wish();
        try (House house = House.direct()) {
            Task accepted = house.accept(wish);
            assertEquals(row.reserved(), accepted.reservation().credits(), "reserved");
            house.platform.untilAllIsDone();
            Task task = house.now(accepted);

            TaskState.Completed completed =
                    assertInstanceOf(TaskState.Completed.class, task.state(), () -> task.state().toString());
            assertPicture(house, wish, row, task);
            assertEquals(GoodTable.notices(wish, row), Books.texts(task));
            assertEquals(List.of(Wire.expected(wish, row.size())),
                    house.providers.of(wish.provider()).submissions().stream().map(Wire::sent).toList());
            assertEquals(1, house.providers.paid(), "paid");
            assertEquals(row.settled(), completed.credits(), "settled");
            Books.assertBalanced(house, row.settled(), 0, 0);
            Books.assertTidy(house, task);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.imagegen.local.money.GoodTable#casesOfAddOn")
    void theAddOnMakesAPictureOnceAndItIsWhatTheAnswerSays(GoodTable.Case one) throws IOException {
        GoodTable.Row row = one.row();
        Wish wish = one.wish();
        try (House house = House.servedBy(EmulatedAddOn.NAME)) {
            Task accepted = house.accept(wish);
            assertEquals(GoodTable.reservedOfAddOn(row), accepted.reservation().credits(), "reserved");
            house.platform.untilAllHaveEnded();
            Task task = house.now(accepted);

            var completed = assertInstanceOf(TaskState.Completed.class, task.state(), () -> task.state().toString());
            Asset asset = completed.asset();
            byte[] stored = house.stored(task);
            assertEquals(ImageHeader.read(stored).orElseThrow(),
                    new ImageHeader(asset.format(), asset.width(), asset.height()));
            assertEquals(stored.length, asset.bytes());
            assertEquals(wish.temporary(), asset.storage() instanceof Storage.Temporary);
            assertEquals(GoodTable.addOnTakesSeeds(wish) ? wish.seed() : OptionalLong.empty(), asset.seed());
            assertEquals(GoodTable.madeByAddOn(row), new Pixels(asset.width(), asset.height()));
            Wire sent = house.submissions(wish).getFirst();
            assertEquals(List.of(Wire.ofAddOn(wish, task, sent.body().path("reference_images"))), house.submissions(wish));
            assertEquals(wish.operation() == Operation.IMAGE_TO_IMAGE ? 1 : 0, sent.body().path("reference_images").size());
            assertEquals(1, house.paid(), "paid");
            house.platform.untilAllIsDone();
            Books.assertBalanced(house, Math.min(GoodTable.reservedOfAddOn(row), GoodTable.priceOfAddOn(wish)), 0, 0);
            Books.assertTidy(house, task);
        }
    }

    private static void assertPicture(House house, Wish wish, GoodTable.Row row, Task task) {
        byte[] stored = house.stored(task);
        Asset asset = ((TaskState.Completed) task.state()).asset();
        ImageHeader made = ImageHeader.read(stored).orElseThrow();
        assertEquals(new ImageHeader(GoodTable.format(wish), GoodTable.made(wish, row).width(), GoodTable.made(wish, row).height()), made);
        assertEquals(made, new ImageHeader(asset.format(), asset.width(), asset.height()));
        assertEquals(stored.length, asset.bytes());
        assertEquals(wish.model(), asset.model().id());
        assertEquals(seed(house, wish), asset.seed());
        if (made.pixels() <= DECODED_UP_TO) {
            new Decoder(made.pixels()).decode(stored, made.width(), made.height());
        }
    }

    private static OptionalLong seed(House house, Wish wish) {
        return switch (wish.provider()) {
            case "openai" -> OptionalLong.empty();
            case "bfl", "ideogram" -> wish.seed().isPresent()
                    ? wish.seed()
                    : OptionalLong.of(house.providers.of(wish.provider()).toldSeed());
            case "gemini" -> wish.model().startsWith("nano-banana-2") ? OptionalLong.empty() : wish.seed();
            default -> wish.seed();
        };
    }

    @Test
    void theTableHasEachModelOfTheCatalogueInEachTier() {
        assertEquals(tiers(model -> true), tiers(GoodTable.rowsOfAddOn()));
        assertEquals(tiers(model -> model.direct().isPresent()), tiers(GoodTable.rows()));
    }

    private static Set<String> tiers(Predicate<Model> which) {
        return Stream.of(Operation.values())
                .flatMap(operation -> FailureTable.CATALOG.models(operation).stream())
                .filter(which)
                .map(Model::id)
                .flatMap(id -> Stream.of("0.5K", "1K", "2K", "4K").map(tier -> id + " " + tier))
                .collect(Collectors.toSet());
    }

    private static Set<String> tiers(List<GoodTable.Row> rows) {
        return rows.stream()
                .filter(row -> row.asked().contains(" at "))
                .map(row -> row.model() + " " + row.asked().split(" at ")[1])
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({"flux-2-flash, '', 15, 1", "flux-2-flash, emulate:untold, 15, 15", "nano-banana-2, '', 11, 9",
        "nano-banana-2, emulate:untold, 11, 11"})
    void addOnIsPaidWhatItSaysAndElseWhatWasReserved(String model, String words, long reserved, long settled) throws IOException {
        try (House house = House.servedBy(EmulatedAddOn.NAME)) {
            Task accepted = house.accept(Wish.lamp(model, words));
            house.platform.untilAllHaveEnded();

            assertEquals(reserved, accepted.reservation().credits());
            assertEquals(settled, assertInstanceOf(TaskState.Completed.class, house.now(accepted).state()).credits());
            assertEquals(List.of(), house.logged("image_cost_more"));
        }
    }

    /** The prompt is as long as a book's chapter, and its tokens are billed. */
    @Test
    void aLongPromptIsReservedForAndSettledByWhatItReallyCosts() throws IOException {
        try (House house = House.direct()) {
            Wish wish = new Wish("gpt-image-2", "lamp ".repeat(3000), "16:9 at 1K", ImageFormat.PNG, OptionalLong.empty());

            Task task = house.ended(wish);

            assertEquals(6, task.reservation().credits());
            assertEquals(5, assertInstanceOf(TaskState.Completed.class, task.state()).credits());
            Books.assertBalanced(house, 5, 0, 0);
        }
    }
}
