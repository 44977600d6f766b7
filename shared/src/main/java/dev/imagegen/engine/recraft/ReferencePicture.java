package dev.imagegen.engine.recraft;

import dev.imagegen.contract.Notice;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.image.ImageHeader;
import java.util.List;

/** The one image that a drawing may start from, within what Recraft takes. */
record ReferencePicture(byte[] bytes, ImageHeader header) {

    /** As its documentation has it; older pages name 5 and 20 MB. */
    private static final int MAX_BYTES = 10_000_000;

    private static final long MAX_PIXELS = 16_000_000;
    private static final int SHORTEST_SIDE = 256;
    private static final int LONGEST_SIDE = 4096;

    /** @throws EngineException {@link Failure#INVALID} saying what is wrong and what is taken */
    static ReferencePicture of(List<byte[]> references) {
        if (references.size() != 1) {
            throw invalid("This model takes one reference image, not %d.".formatted(references.size()));
        }
        byte[] bytes = references.getFirst();
        ImageHeader header = ImageHeader.read(bytes)
                .orElseThrow(() -> invalid("The reference image is no png, jpeg or webp."));
        if (bytes.length > MAX_BYTES) {
            throw invalid("The reference image has more than %d MB, the most that this model takes."
                    .formatted(MAX_BYTES / 1_000_000));
        }
        if (Math.min(header.width(), header.height()) < SHORTEST_SIDE
                || Math.max(header.width(), header.height()) > LONGEST_SIDE) {
            throw invalid("The reference image is %dx%d pixels; this model takes sides of %d to %d."
                    .formatted(header.width(), header.height(), SHORTEST_SIDE, LONGEST_SIDE));
        }
        if (header.pixels() > MAX_PIXELS) {
            throw invalid("The reference image has more than %d megapixels, the most that this model takes."
                    .formatted(MAX_PIXELS / 1_000_000));
        }
        return new ReferencePicture(bytes, header);
    }

    /** Why the size is another one, if the reference decided on it. That it is, the answer says for every model. */
    static List<Notice> notices(Drawing drawing, byte[] drawn) {
        return ImageHeader.read(drawn)
                .filter(made -> !drawing.references().isEmpty())
                .filter(made -> made.width() != drawing.width() || made.height() != drawing.height())
                .map(_ -> Notice.info("This model keeps the size of the reference image."))
                .stream().toList();
    }

    private static EngineException invalid(String message) {
        return new EngineException(Failure.INVALID, message);
    }
}
