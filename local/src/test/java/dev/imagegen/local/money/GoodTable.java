package dev.imagegen.local.money;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What every model makes in every tier, as the providers' documentation and price lists have it. */
final class GoodTable {

    private static final long SEED = 4711;
    private static final long WHOLE_PRODUCT_UP_TO = 5_000_000;
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
            flux-2-klein-9b-edit  | 16:9 at 0.5K | 512x288   | -    |  3 |  2
            flux-2-klein-9b-edit  | 9:16 at 1K   | 576x1024  | -    |  3 |  2
            flux-2-klein-9b-edit  | 4:3 at 2K    | 2048x1536 | -    |  3 |  3
            flux-2-klein-9b-edit  | 3:4 at 4K    | 1728x2304 | told |  3 |  3
            flux-2-pro            | 9:16 at 0.5K | 288x512   | -    |  3 |  3
            flux-2-pro            | 4:3 at 1K    | 1024x768  | -    |  3 |  3
            flux-2-pro            | 3:4 at 2K    | 1536x2048 | -    |  6 |  6
            flux-2-pro            | 1:1 at 4K    | 2048x2048 | told |  8 |  8
            flux-2-pro-edit       | 4:3 at 0.5K  | 512x384   | -    |  9 |  5
            flux-2-pro-edit       | 3:4 at 1K    | 768x1024  | -    |  9 |  5
            flux-2-pro-edit       | 1:1 at 2K    | 2048x2048 | -    | 14 |  9
            flux-2-pro-edit       | 16:9 at 4K   | 2560x1440 | told | 14 |  9
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
            gpt-image-1-mini      | 9:16 at 0.5K | 720x1280  | told |  1 |  1
            gpt-image-1-mini      | 4:3 at 1K    | 1024x768  | -    |  1 |  1
            gpt-image-1-mini      | 3:4 at 2K    | 1536x2048 | -    |  1 |  1
            gpt-image-1-mini      | 1:1 at 4K    | 2880x2880 | told |  2 |  2
            gpt-image-1-mini-edit | 4:3 at 0.5K  | 960x720   | told |  2 |  1
            gpt-image-1-mini-edit | 3:4 at 1K    | 768x1024  | -    |  2 |  1
            gpt-image-1-mini-edit | 1:1 at 2K    | 2048x2048 | -    |  3 |  2
            gpt-image-1-mini-edit | 16:9 at 4K   | 3840x2160 | -    |  3 |  2
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
            nano-banana-2         | 4:3 at 0.5K  | 1200x896  | told |  4 |  4
            nano-banana-2         | 3:4 at 1K    | 896x1200  | -    |  4 |  4
            nano-banana-2         | 1:1 at 2K    | 2048x2048 | -    |  6 |  6
            nano-banana-2         | 16:9 at 4K   | 5504x3072 | -    | 12 | 12
            nano-banana-2-edit    | 3:4 at 0.5K  | 896x1200  | told |  4 |  4
            nano-banana-2-edit    | 1:1 at 1K    | 1024x1024 | -    |  4 |  4
            nano-banana-2-edit    | 16:9 at 2K   | 2752x1536 | -    |  6 |  6
            nano-banana-2-edit    | 9:16 at 4K   | 3072x5504 | -    | 12 | 12
            ideogram-v4-turbo     | 1:1 at 0.5K  | 1024x1024 | told |  3 |  3
            ideogram-v4-turbo     | 16:9 at 1K   | 1280x720  | -    |  3 |  3
            ideogram-v4-turbo     | 9:16 at 2K   | 1440x2560 | -    |  3 |  3
            ideogram-v4-turbo     | 4:3 at 4K    | 2304x1728 | told |  3 |  3
            ideogram-v4-base      | 16:9 at 0.5K | 1280x720  | told |  6 |  6
            ideogram-v4-base      | 9:16 at 1K   | 720x1280  | -    |  6 |  6
            ideogram-v4-base      | 4:3 at 2K    | 2304x1728 | -    |  6 |  6
            ideogram-v4-base      | 3:4 at 4K    | 1728x2304 | told |  6 |  6
            flux-2-pro            | 1000x1000    | 1008x1008 | told |  3 |  3
            flux-2-pro            | 1040x1040    | 1040x1040 | -    |  5 |  5
            flux-2-pro            | 1200x800     | 1200x800  | -    |  3 |  3
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

    /** What only the add-on makes, each in every tier, as it is asked for: what it takes, and whether it knows seeds. */
    private static final String ONLY_ADD_ON = """
            nano-banana-2-lite         4 seeds
            flux-2-flash               1 seeds
            recraft-v4.1-utility       4 -
            recraft-v4.1-utility-pro   4 -
            gpt-image-2.5-flare        5 -
            gpt-image-2.5-sunburst     4 -
            muse-image                 4 -
            mai-image-2.5              4 -
            mai-image-2.5-pro          4 -
            seedream-5-pro             4 -
            seedream-5-lite            4 -
            grok-imagine-image         4 -
            grok-imagine-image-2.0-low 4 -
            qwen-image-3               4 seeds
            """;
    private static final List<String> SHAPES =
            List.of("1:1 at 0.5K 512x512", "3:4 at 1K 768x1024", "16:9 at 2K 2048x1152", "9:16 at 4K 2304x4096");
    private static final long RESERVED = 15;

    record Case(Row row, Wish wish) {
        @Override
        public String toString() {
            return "%s, %s, %s, %s".formatted(wish.model(), wish.size(), wish.format().wireName(),
                    wish.seed().isPresent() ? "seed" : "no seed");
        }
    }

    static List<Row> rows() {
        return TABLE.lines().map(Row::of).toList();
    }

    /** What only the add-on makes. */
    static List<Row> rowsOfAddOnAlone() {
        return ONLY_ADD_ON.lines().flatMap(line -> SHAPES.stream().flatMap(shape -> {
            String[] cells = line.split(" +");
            Pixels size = Pixels.parse(shape.substring(shape.lastIndexOf(' ') + 1));
            String asked = shape.substring(0, shape.lastIndexOf(' '));
            return Stream.of("", "-edit").filter(edit -> edit.isEmpty() || !cells[0].startsWith("recraft"))
                    .map(edit -> new Row(cells[0] + edit, asked, size, false, RESERVED, Long.parseLong(cells[1])));
        })).toList();
    }

    /** What the add-on makes. */
    static List<Row> rowsOfAddOn() {
        return Stream.concat(rows().stream(), rowsOfAddOnAlone().stream()).toList();
    }

    static boolean onlyByAddOn(Wish wish) {
        return ONLY_ADD_ON.lines().anyMatch(line -> line.startsWith(wish.model().replace("-edit", "") + " "));
    }

    /** True if the add-on reports the seed that it was given. */
    static boolean addOnTakesSeeds(Wish wish) {
        return onlyByAddOn(wish)
                ? ONLY_ADD_ON.lines().anyMatch(line -> line.matches(wish.model().replace("-edit", "") + " +\\d+ seeds"))
                : !wish.model().startsWith("gpt") && !wish.model().startsWith("recraft");
    }

    /** What is reserved where the add-on makes it: it was seen to take more than Google for one of its models. */
    static long reservedOfAddOn(Row row) {
        if (!row.model().replace("-edit", "").equals("nano-banana-2")) {
            return row.reserved();
        }
        return switch (row.asked().split(" at ")[1]) {
            case "2K" -> 17;
            case "4K" -> 25;
            default -> 11;
        };
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

    /** Each row in all formats, in one if it has a megapixel or more; seeds and targets go round. */
    static Stream<Case> casesOfAddOn() {
        List<Case> cases = new ArrayList<>();
        int number = 0;
        for (Row row : rowsOfAddOn()) {
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

    /** What the emulated add-on says that it takes, in credits: one price for each model, whatever the size. */
    static long priceOfAddOn(Wish wish) {
        if (onlyByAddOn(wish)) {
            return rowsOfAddOnAlone().stream().filter(row -> row.model().equals(wish.model())).findFirst().orElseThrow().settled();
        }
        return switch (wish.model().replace("-edit", "")) {
            case "nano-banana-2" -> 9;
            case "gpt-image-2", "ideogram-v4-base" -> 6;
            case "nano-banana-1", "recraft-v3", "recraft-v4" -> 4;
            case "flux-2-klein-9b", "flux-2-pro", "ideogram-v4-turbo" -> 3;
            case "gpt-image-1-mini" -> 2;
            default -> throw new IllegalArgumentException("No price is known for " + wish.model());
        };
    }

    /** A new picture from one reference that the model does not resize. */
    static Pixels made(Wish wish, Row row) {
        return wish.model().equals("recraft-v3-edit") ? Pixels.parse(House.REFERENCE_SIZE) : row.size();
    }

    /** It takes no more than 4096 pixels a side, and makes what is larger from shape and tier; one model makes portraits of its own. */
    static Pixels madeByAddOn(Row row) {
        if (row.model().startsWith("gpt-image-2.5-flare") && row.asked().equals("3:4 at 1K")) {
            return Pixels.parse("1024x1536");
        }
        return switch (row.size().toString()) {
            case "5504x3072" -> Pixels.parse("4096x2304");
            case "3072x5504" -> Pixels.parse("2304x4096");
            default -> row.size();
        };
    }

    /** The one of nano-banana-1 has a list of sizes of its own. */
    static Pixels madeBySuccessor(Pixels size) {
        return switch (size.toString()) {
            case "1344x768" -> Pixels.parse("1376x768");
            case "768x1344" -> Pixels.parse("768x1376");
            case "1184x864" -> Pixels.parse("1200x896");
            case "864x1184" -> Pixels.parse("896x1200");
            default -> size;
        };
    }

    static ImageFormat format(Wish wish) {
        boolean offered = switch (wish.provider()) {
            case "bfl" -> wish.format() != ImageFormat.WEBP;
            case "recraft" -> wish.format() != ImageFormat.JPEG;
            case "ideogram" -> wish.format() == ImageFormat.PNG;
            default -> true;
        };
        return offered ? wish.format() : ImageFormat.PNG;
    }

    static List<String> notices(Wish wish, Row row) {
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

    private GoodTable() {}
}
