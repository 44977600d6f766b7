package dev.imagegen.local.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.Model;
import dev.imagegen.contract.Asset;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.Storage;
import dev.imagegen.contract.Tier;
import dev.imagegen.image.Decoder;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every model, tier, format, with and without a seed, from the request to the answer. The table says what it has to come to,
 * from the providers' documentation and price lists.
 */
@Timeout(120)
class GoodTableTest {

    private static final long SEED = 4711;
    private static final long WHOLE_PRODUCT_UP_TO = 5_000_000;
    private static final long DECODED_UP_TO = 500_000;
    private static final long ALL_FORMATS_BELOW = 1_000_000;

    /**
     * Size: what is asked for, and what the model is to make; whether the caller is told that it is another one; credits:
     * what is reserved, and what is settled in the end. For edits with one reference.
     */
    private static final String TABLE = """
            flux-2-klein-9b       | 1:1 at 0.5K  | 512x512   | -    |  2 |  2
            flux-2-klein-9b       | 16:9 at 1K   | 1024x576  | -    |  2 |  2
            flux-2-klein-9b       | 9:16 at 2K   | 1152x2048 | -    |  2 |  2
            flux-2-klein-9b       | 4:3 at 4K    | 2304x1728 | told |  3 |  3
            flux-2-klein-9b-edit  | 16:9 at 0.5K | 512x288   | -    |  2 |  2
            flux-2-klein-9b-edit  | 9:16 at 1K   | 576x1024  | -    |  2 |  2
            flux-2-klein-9b-edit  | 4:3 at 2K    | 2048x1536 | -    |  3 |  3
            flux-2-klein-9b-edit  | 3:4 at 4K    | 1728x2304 | told |  3 |  3
            flux-2-pro            | 9:16 at 0.5K | 288x512   | -    |  3 |  3
            flux-2-pro            | 4:3 at 1K    | 1024x768  | -    |  3 |  3
            flux-2-pro            | 3:4 at 2K    | 1536x2048 | -    |  6 |  6
            flux-2-pro            | 1:1 at 4K    | 2048x2048 | told |  8 |  8
            flux-2-pro-edit       | 4:3 at 0.5K  | 512x384   | -    |  5 |  5
            flux-2-pro-edit       | 3:4 at 1K    | 768x1024  | -    |  5 |  5
            flux-2-pro-edit       | 1:1 at 2K    | 2048x2048 | -    |  9 |  9
            flux-2-pro-edit       | 16:9 at 4K   | 2560x1440 | told |  9 |  9
            recraft-v3            | 3:4 at 0.5K  | 1024x1365 | told |  4 |  4
            recraft-v3            | 1:1 at 1K    | 1024x1024 | -    |  4 |  4
            recraft-v3            | 16:9 at 2K   | 1820x1024 | -    |  4 |  4
            recraft-v3            | 9:16 at 4K   | 1024x1820 | told |  4 |  4
            recraft-v3-edit       | 1:1 at 0.5K  | 1024x1024 | told |  4 |  4
            recraft-v3-edit       | 16:9 at 1K   | 1820x1024 | told |  4 |  4
            recraft-v3-edit       | 9:16 at 2K   | 1024x1820 | -    |  4 |  4
            recraft-v3-edit       | 4:3 at 4K    | 1365x1024 | told |  4 |  4
            recraft-v4            | 16:9 at 0.5K | 1344x768  | told |  4 |  4
            recraft-v4            | 9:16 at 1K   | 768x1344  | -    |  4 |  4
            recraft-v4            | 4:3 at 2K    | 1216x896  | told |  4 |  4
            recraft-v4            | 3:4 at 4K    | 896x1216  | told |  4 |  4
            gpt-image-1-mini      | 9:16 at 0.5K | 1024x1536 | told |  2 |  2
            gpt-image-1-mini      | 4:3 at 1K    | 1536x1024 | told |  2 |  2
            gpt-image-1-mini      | 3:4 at 2K    | 1024x1536 | told |  2 |  2
            gpt-image-1-mini      | 1:1 at 4K    | 1024x1024 | told |  2 |  1
            gpt-image-1-mini-edit | 4:3 at 0.5K  | 1536x1024 | told |  3 |  2
            gpt-image-1-mini-edit | 3:4 at 1K    | 1024x1536 | told |  3 |  2
            gpt-image-1-mini-edit | 1:1 at 2K    | 1024x1024 | told |  3 |  1
            gpt-image-1-mini-edit | 16:9 at 4K   | 1536x1024 | told |  3 |  2
            gpt-image-2           | 3:4 at 0.5K  | 720x960   | told |  4 |  4
            gpt-image-2           | 1:1 at 1K    | 1024x1024 | -    |  6 |  6
            gpt-image-2           | 16:9 at 2K   | 2048x1152 | -    |  5 |  5
            gpt-image-2           | 9:16 at 4K   | 2160x3840 | -    | 11 | 11
            gpt-image-2-edit      | 1:1 at 0.5K  | 816x816   | told |  6 |  5
            gpt-image-2-edit      | 16:9 at 1K   | 1280x720  | -    |  4 |  3
            gpt-image-2-edit      | 9:16 at 2K   | 1152x2048 | -    |  6 |  5
            gpt-image-2-edit      | 4:3 at 4K    | 3264x2448 | -    | 14 | 14
            nano-banana-1         | 16:9 at 0.5K | 1344x768  | told |  4 |  4
            nano-banana-1         | 9:16 at 1K   | 768x1344  | -    |  4 |  4
            nano-banana-1         | 4:3 at 2K    | 1184x864  | told |  4 |  4
            nano-banana-1         | 3:4 at 4K    | 864x1184  | told |  4 |  4
            nano-banana-1-edit    | 9:16 at 0.5K | 768x1344  | told |  4 |  4
            nano-banana-1-edit    | 4:3 at 1K    | 1184x864  | -    |  4 |  4
            nano-banana-1-edit    | 3:4 at 2K    | 864x1184  | told |  4 |  4
            nano-banana-1-edit    | 1:1 at 4K    | 1024x1024 | told |  4 |  4
            nano-banana-2         | 4:3 at 0.5K  | 600x448   | -    |  5 |  5
            nano-banana-2         | 3:4 at 1K    | 896x1200  | -    |  7 |  7
            nano-banana-2         | 1:1 at 2K    | 2048x2048 | -    | 11 | 11
            nano-banana-2         | 16:9 at 4K   | 5504x3072 | -    | 16 | 16
            nano-banana-2-edit    | 3:4 at 0.5K  | 448x600   | -    |  5 |  5
            nano-banana-2-edit    | 1:1 at 1K    | 1024x1024 | -    |  7 |  7
            nano-banana-2-edit    | 16:9 at 2K   | 2752x1536 | -    | 11 | 11
            nano-banana-2-edit    | 9:16 at 4K   | 3072x5504 | -    | 16 | 16
            ideogram-v4-turbo     | 1:1 at 0.5K  | 1024x1024 | told |  3 |  3
            ideogram-v4-turbo     | 16:9 at 1K   | 1280x720  | -    |  3 |  3
            ideogram-v4-turbo     | 9:16 at 2K   | 1440x2560 | -    |  3 |  3
            ideogram-v4-turbo     | 4:3 at 4K    | 2304x1728 | told |  3 |  3
            ideogram-v4-base      | 16:9 at 0.5K | 1280x720  | told |  6 |  6
            ideogram-v4-base      | 9:16 at 1K   | 720x1280  | -    |  6 |  6
            ideogram-v4-base      | 4:3 at 2K    | 2304x1728 | -    |  6 |  6
            ideogram-v4-base      | 3:4 at 4K    | 1728x2304 | told |  6 |  6
            flux-2-pro            | 1000x1000    | 1008x1008 | told |  3 |  3
            flux-2-klein-9b       | 64x64        | 64x64     | -    |  2 |  2
            recraft-v3            | 1920x1080    | 1820x1024 | told |  4 |  4
            gpt-image-2           | 64x4096      | 480x1408  | told |  2 |  2
            ideogram-v4-turbo     | 1000x1000    | 1024x1024 | told |  3 |  3
            """;

    /** @param reserved credits  @param settled credits */
    record Row(String model, String asked, Pixels size, boolean told, long reserved, long settled) {

        static Row of(String line) {
            String[] cells = Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new);
            return new Row(cells[0], cells[1], Pixels.parse(cells[2]), cells[3].equals("told"), Long.parseLong(cells[4]),
                    Long.parseLong(cells[5]));
        }

        /** @param number of the picture: what is odd about an emulator's answers changes with the prompt */
        Case wish(int number, ImageFormat format, boolean seeded) {
            return new Case(this, new Wish(model, "a lamp on quay number " + number, asked, format,
                    seeded ? OptionalLong.of(SEED) : OptionalLong.empty()));
        }
    }

    record Case(Row row, Wish wish) {
        @Override
        public String toString() {
            return "%s, %s, %s, %s".formatted(wish.model(), wish.size(), wish.format().wireName(),
                    wish.seed().isPresent() ? "seed" : "no seed");
        }
    }

    private static List<Row> rows() {
        return TABLE.lines().map(Row::of).toList();
    }

    /**
     * In each format, with and without a seed. Of the pictures above five megapixels only every other one has a seed, and
     * each format has one of the two: their time goes into drawing and encoding.
     */
    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Row row : rows()) {
            for (ImageFormat format : ImageFormat.values()) {
                boolean odd = cases.size() % 2 == 1;
                if (row.size().area() <= WHOLE_PRODUCT_UP_TO || odd) {
                    cases.add(row.wish(cases.size(), format, true));
                }
                if (row.size().area() <= WHOLE_PRODUCT_UP_TO || !odd) {
                    cases.add(row.wish(cases.size(), format, false));
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aPictureIsMadeAndPaidOnceAndIsWhatTheAnswerSays(Case one) throws IOException {
        Row row = one.row();
        Wish wish = one.wish();
        try (House house = House.direct()) {
            Task accepted = house.accept(wish);
            assertEquals(row.reserved(), accepted.reservation().credits(), "reserved");
            house.platform.untilAllIsDone();
            Task task = house.now(accepted);

            TaskState.Completed completed =
                    assertInstanceOf(TaskState.Completed.class, task.state(), () -> task.state().toString());
            assertPicture(house, wish, row, task);
            assertEquals(notices(wish, row), Books.texts(task));
            assertEquals(List.of(Wire.expected(wish, row.size())),
                    house.providers.of(wish.provider()).submissions().stream().map(Wire::sent).toList());
            assertEquals(1, house.providers.paid(), "paid");
            assertEquals(row.settled(), completed.credits(), "settled");
            Books.assertBalanced(house, row.settled(), 0, 0);
            Books.assertTidy(house, task);
        }
    }

    /** Each row in all formats, in one if it has a megapixel or more; seeds and targets go round. */
    static Stream<Case> casesOfAddOn() {
        List<Case> cases = new ArrayList<>();
        int number = 0;
        for (Row row : rows()) {
            number++;
            for (ImageFormat format : ImageFormat.values()) {
                if (row.size().area() < ALL_FORMATS_BELOW || format.ordinal() == number % ImageFormat.values().length) {
                    Case one = row.wish(cases.size(), format, cases.size() % 2 == 0);
                    cases.add(new Case(row, one.wish().kept(cases.size() % 4 > 1)));
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("casesOfAddOn")
    void theAddOnMakesAPictureOnceAndItIsWhatTheAnswerSays(Case one) throws IOException {
        Row row = one.row();
        Wish wish = one.wish();
        try (House house = House.servedBy(EmulatedAddOn.NAME)) {
            Task accepted = house.accept(wish);
            assertEquals(row.reserved(), accepted.reservation().credits(), "reserved");
            house.platform.untilAllHaveEnded();
            Task task = house.now(accepted);

            var completed = assertInstanceOf(TaskState.Completed.class, task.state(), () -> task.state().toString());
            Asset asset = completed.asset();
            byte[] stored = house.stored(task);
            assertEquals(ImageHeader.read(stored).orElseThrow(),
                    new ImageHeader(asset.format(), asset.width(), asset.height()));
            assertEquals(stored.length, asset.bytes());
            assertEquals(wish.temporary(), asset.storage() instanceof Storage.Temporary);
            assertEquals(task.order().seed(), asset.seed());
            Wire sent = house.submissions(wish).getFirst();
            assertEquals(List.of(Wire.ofAddOn(wish, task, sent.body().path("reference_images"))), house.submissions(wish));
            assertEquals(wish.operation() == Operation.IMAGE_TO_IMAGE ? 1 : 0, sent.body().path("reference_images").size());
            assertEquals(1, house.paid(), "paid");
            house.platform.untilAllIsDone();
            Books.assertBalanced(house, Math.min(row.reserved(), priceOfAddOn(wish)), 0, 0);
            Books.assertTidy(house, task);
        }
    }

    /** What the emulated add-on says that it takes, in credits: one price for each tier. */
    private static long priceOfAddOn(Wish wish) {
        Tier tier = Catalog.load().find(wish.model()).orElseThrow().name().tier();
        return tier == Tier.PREMIUM ? 9 : 3;
    }

    private static void assertPicture(House house, Wish wish, Row row, Task task) {
        byte[] stored = house.stored(task);
        Asset asset = ((TaskState.Completed) task.state()).asset();
        ImageHeader made = ImageHeader.read(stored).orElseThrow();
        assertEquals(new ImageHeader(format(wish), made(wish, row).width(), made(wish, row).height()), made);
        assertEquals(made, new ImageHeader(asset.format(), asset.width(), asset.height()));
        assertEquals(stored.length, asset.bytes());
        assertEquals(wish.model(), asset.model().id());
        assertEquals(seed(house, wish), asset.seed());
        if (made.pixels() <= DECODED_UP_TO) {
            new Decoder(made.pixels()).decode(stored, made.width(), made.height());
        }
    }

    /** A new picture from one reference that the model does not resize. */
    private static Pixels made(Wish wish, Row row) {
        return wish.model().equals("recraft-v3-edit") ? Pixels.parse(House.REFERENCE_SIZE) : row.size();
    }

    private static ImageFormat format(Wish wish) {
        boolean offered = switch (wish.provider()) {
            case "bfl" -> wish.format() != ImageFormat.WEBP;
            case "recraft" -> wish.format() != ImageFormat.JPEG;
            case "ideogram" -> wish.format() == ImageFormat.PNG;
            default -> true;
        };
        return offered ? wish.format() : ImageFormat.PNG;
    }

    private static OptionalLong seed(House house, Wish wish) {
        return switch (wish.provider()) {
            case "openai" -> OptionalLong.empty();
            case "bfl", "ideogram" -> wish.seed().isPresent()
                    ? wish.seed()
                    : OptionalLong.of(house.providers.of(wish.provider()).toldSeed());
            default -> wish.seed();
        };
    }

    private static List<String> notices(Wish wish, Row row) {
        List<String> notices = new ArrayList<>();
        if (row.told()) {
            notices.add("The size was adjusted: %s was asked for, %s makes %s."
                    .formatted(wish.size(), wish.model(), row.size()));
        }
        if (format(wish) != wish.format()) {
            notices.add("The format was adjusted: %s does not make %s, the image is png."
                    .formatted(wish.model(), wish.format().wireName()));
        }
        if (!made(wish, row).equals(row.size())) {
            notices.add("This model keeps the size of the reference image.");
            notices.add("%s was asked for %s and made %s.".formatted(wish.model(), row.size(), House.REFERENCE_SIZE));
        }
        return notices;
    }

    @Test
    void theTableHasEachModelOfTheCatalogueInEachTier() {
        Set<String> expected = Stream.of(Operation.values())
                .flatMap(operation -> Catalog.load().models(operation).stream())
                .map(Model::id)
                .flatMap(id -> Stream.of("0.5K", "1K", "2K", "4K").map(tier -> id + " " + tier))
                .collect(Collectors.toSet());
        assertEquals(expected, rows().stream()
                .filter(row -> row.asked().contains(" at "))
                .map(row -> row.model() + " " + row.asked().split(" at ")[1])
                .collect(Collectors.toSet()));
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
