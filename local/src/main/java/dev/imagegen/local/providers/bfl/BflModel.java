package dev.imagegen.local.providers.bfl;

import dev.imagegen.image.ImageHeader;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The models, and what they take in cents. */
enum BflModel {
    KLEIN("flux-2-klein-9b", 4, "1.5", "0.2"),
    PRO("flux-2-pro", 8, "3", "1.5");

    private static final long MEGAPIXEL = 1 << 20;
    private static final long LARGEST_REFERENCE = 4;

    private final String path;
    private final int references;
    private final BigDecimal first;
    private final BigDecimal each;

    BflModel(String path, int references, String first, String each) {
        this.path = path;
        this.references = references;
        this.first = new BigDecimal(first);
        this.each = new BigDecimal(each);
    }

    static Optional<BflModel> at(String path) {
        return Arrays.stream(values()).filter(model -> path.equals("/v1/" + model.path)).findFirst();
    }

    /** How many references it takes. */
    int references() {
        return references;
    }

    /** Every begun megapixel counts, those of a reference up to the fourth. */
    BigDecimal cents(int width, int height, List<ImageHeader> inputs) {
        long further = begun((long) width * height) - 1
                + inputs.stream().mapToLong(in -> Math.min(begun(in.pixels()), LARGEST_REFERENCE)).sum();
        return first.add(each.multiply(BigDecimal.valueOf(further)));
    }

    private static long begun(long pixels) {
        return Math.ceilDiv(pixels, MEGAPIXEL);
    }
}
