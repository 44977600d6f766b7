package dev.imagegen.local.providers.openai;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.local.providers.FormPart;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A request that the provider accepts.
 *
 * @param references empty for a picture from words alone
 */
record OpenAiOrder(
        OpenAiModel model, String prompt, int count, Pixels size, Quality quality, ImageFormat format,
        List<ImageHeader> references) {

    private static final int MAX_PROMPT = 32_000;
    private static final int MAX_REFERENCES = 16;
    private static final int MAX_FILE = 50 << 20;

    /** Reads and checks the fields. @param edit whether pictures have to be among them */
    static OpenAiOrder read(OpenAiFields fields, boolean edit) {
        String name = fields.text("model").orElseThrow(() -> missing("model"));
        OpenAiModel model = OpenAiModel.of(name).orElseThrow(() -> OpenAiRefusal.unknownModel(name));
        ImageFormat format = value(fields, "output_format", "png", OpenAiOrder::format);
        value(fields, "moderation", "auto", one(Set.of("auto", "low")));
        value(fields, "background", "auto", one(Set.of("auto", "opaque", "transparent")));
        value(fields, "output_compression", "100", number(0, 100));
        value(fields, "partial_images", "0", number(0, 0));
        return new OpenAiOrder(
                model,
                prompt(fields),
                value(fields, "n", "1", number(1, 10)),
                value(fields, "size", "auto", word -> size(word).filter(model::makes)),
                value(fields, "quality", "auto", model::quality),
                format,
                edit ? references(fields.files()) : List.of());
    }

    /** The tokens of the words and of the pictures that it comes with. */
    long textTokens() {
        return Math.ceilDiv(prompt.codePointCount(0, prompt.length()), 4) + 1;
    }

    long imageTokens() {
        return references.stream().mapToLong(h -> (long) Math.ceilDiv(h.width(), 32) * Math.ceilDiv(h.height(), 32)).sum();
    }

    private static String prompt(OpenAiFields fields) {
        String prompt = fields.text("prompt").filter(text -> !text.isEmpty()).orElseThrow(() -> missing("prompt"));
        if (prompt.length() > MAX_PROMPT) {
            throw OpenAiRefusal.field("string_above_max_length", "prompt", "Invalid 'prompt': string too long.");
        }
        return prompt;
    }

    private static List<ImageHeader> references(List<FormPart> files) {
        List<FormPart> images = files.stream().filter(file -> !file.name().equals("mask")).toList();
        if (images.isEmpty()) {
            throw missing("image");
        }
        boolean manyOfOne = images.size() > 1 && images.stream().anyMatch(file -> file.name().equals("image"));
        if (images.size() > MAX_REFERENCES || manyOfOne) {
            throw invalid("image");
        }
        return images.stream().map(OpenAiOrder::reference).toList();
    }

    private static ImageHeader reference(FormPart file) {
        String declared = file.mediaType().orElse("application/octet-stream");
        return ImageHeader.read(file.content())
                .filter(header -> header.format().mediaType().equals(declared) && file.content().length < MAX_FILE)
                .orElseThrow(() -> OpenAiRefusal.field("invalid_image_file", file.name(),
                        "Invalid file: unsupported mimetype ('" + declared + "'), or not an image of it."));
    }

    private static <T> T value(OpenAiFields fields, String name, String usual, Function<String, Optional<T>> reader) {
        return reader.apply(fields.text(name).orElse(usual)).orElseThrow(() -> invalid(name));
    }

    private static Optional<ImageFormat> format(String word) {
        return Arrays.stream(ImageFormat.values()).filter(format -> format.wireName().equals(word)).findFirst();
    }

    private static Optional<Pixels> size(String word) {
        String pixels = word.equals("auto") ? "1024x1024" : word;
        return Optional.of(pixels).filter(p -> p.matches("[1-9]\\d{0,4}x[1-9]\\d{0,4}")).map(Pixels::parse);
    }

    private static Function<String, Optional<String>> one(Set<String> words) {
        return word -> Optional.of(word).filter(words::contains);
    }

    private static Function<String, Optional<Integer>> number(int least, int most) {
        return word -> Optional.of(word).filter(w -> w.matches("\\d{1,5}")).map(Integer::valueOf)
                .filter(number -> number >= least && number <= most);
    }

    private static OpenAiRefusal missing(String name) {
        return OpenAiRefusal.field("missing_required_parameter", name, "Missing required parameter: '" + name + "'.");
    }

    private static OpenAiRefusal invalid(String name) {
        return OpenAiRefusal.field("invalid_value", name, "Invalid value for '" + name + "'.");
    }
}
