package dev.imagegen.local.providers.recraft;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.local.providers.Call;
import java.util.Optional;
import java.util.Set;

/**
 * A request that the provider accepts.
 *
 * @param byUrl true if the answer is to name an address, and not to hold the picture
 */
record RecraftOrder(
        RecraftModel model, String prompt, int count, Pixels size, ImageFormat format, boolean byUrl, long seed) {

    private static final int MAX_FILE = 10_000_000;
    private static final long MAX_PIXELS = 16_000_000;
    private static final int SHORTEST_SIDE = 256;
    private static final int LONGEST_SIDE = 4096;
    private static final long MAX_SEED = 0xFFFF_FFFFL;

    static RecraftOrder generation(Call call) {
        RecraftFields fields = RecraftFields.read(call, Set.of("size", "controls", "text_layout"));
        String size = fields.text("size").orElse("1024x1024");
        RecraftModel model = model(fields);
        if (!model.makes(size)) {
            throw RecraftRefusal.field("unsupported size " + size);
        }
        return of(fields, model, Pixels.parse(size));
    }

    static RecraftOrder imageToImage(Call call) {
        RecraftFields fields = RecraftFields.read(call, Set.of("strength", "image_url"));
        RecraftModel model = model(fields);
        if (model != RecraftModel.V3) {
            throw RecraftRefusal.field("unknown model for this operation");
        }
        String strength = fields.required("strength");
        if (!strength.matches("0(\\.\\d{1,9})?|1(\\.0{1,9})?")) {
            throw RecraftRefusal.field("strength must be between 0 and 1");
        }
        ImageHeader image = image(fields.image().orElseThrow(() -> RecraftRefusal.field("image file is required")));
        return of(fields, model, new Pixels(image.width(), image.height()));
    }

    private static RecraftOrder of(RecraftFields fields, RecraftModel model, Pixels size) {
        String prompt = fields.required("prompt");
        if (prompt.codePointCount(0, prompt.length()) > model.maxPrompt()) {
            throw RecraftRefusal.field("prompt must have at most " + model.maxPrompt() + " characters");
        }
        return new RecraftOrder(
                model, prompt, count(fields), size, format(fields), byUrl(fields), seed(fields, prompt.hashCode()));
    }

    private static RecraftModel model(RecraftFields fields) {
        String word = fields.text("model").orElse("recraftv4_1");
        return RecraftModel.of(word).orElseThrow(() -> RecraftRefusal.field("unknown model " + word));
    }

    private static ImageHeader image(byte[] bytes) {
        ImageHeader header = ImageHeader.read(bytes).orElseThrow(() -> RecraftRefusal.field("image file cannot be read"));
        if (bytes.length > MAX_FILE) {
            throw RecraftRefusal.text(413, "request entity too large");
        }
        boolean sides = Math.min(header.width(), header.height()) >= SHORTEST_SIDE
                && Math.max(header.width(), header.height()) <= LONGEST_SIDE;
        if (!sides || header.pixels() > MAX_PIXELS) {
            throw RecraftRefusal.field("image dimensions are out of range");
        }
        return header;
    }

    private static int count(RecraftFields fields) {
        String n = fields.text("n").orElse("1");
        if (!n.matches("[1-6]")) {
            throw RecraftRefusal.field("n must be between 1 and 6");
        }
        return Integer.parseInt(n);
    }

    private static ImageFormat format(RecraftFields fields) {
        return switch (fields.text("image_format").orElse("webp")) {
            case "png" -> ImageFormat.PNG;
            case "webp" -> ImageFormat.WEBP;
            default -> throw RecraftRefusal.field("image_format must be png or webp");
        };
    }

    private static boolean byUrl(RecraftFields fields) {
        return switch (fields.text("response_format").orElse("url")) {
            case "url" -> true;
            case "b64_json" -> false;
            default -> throw RecraftRefusal.field("response_format must be url or b64_json");
        };
    }

    private static long seed(RecraftFields fields, long otherwise) {
        Optional<String> seed = fields.text("random_seed");
        if (seed.filter(s -> !s.matches("\\d{1,10}") || Long.parseLong(s) > MAX_SEED).isPresent()) {
            throw RecraftRefusal.field("random_seed is out of range");
        }
        return seed.map(Long::parseLong).orElse(otherwise);
    }
}
