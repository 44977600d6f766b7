package dev.imagegen.contract;

import java.util.List;
import java.util.Optional;

/**
 * The words that decide what a generation makes, where that goes, or what it costs, with what to write for each. A name at the top
 * of a request that is meant for one of them must not be ignored.
 */
final class RequestWords {

    private static final String FOLDER =
            "Put the folder into the public id: \"public_id\": \"campaigns/summer\", or name an \"upload_preset\" that sets it.";

    /**
     * One thing that a request can say.
     *
     * @param advice what to write
     * @param own the contract's words for it, at any depth of the body, of the query and of the headers
     * @param foreign what others call it; recognised in other case and as a plural, but not with letters off
     */
    private record Row(String advice, List<String> own, List<String> foreign) {}

    private static final List<Row> ROWS = List.of(
            write("\"prompt\": \"a lighthouse\"", List.of("prompt")),
            write("\"model\": {\"family\": \"flux\", \"tier\": \"premium\"}", List.of("model", "family", "tier")),
            write("\"model\": {\"id\": \"flux-2-pro\"}", List.of("id"), "model_name", "model_version"),
            write("\"model\": {\"mode\": \"auto\", \"preference\": \"balanced\"}", List.of("mode", "preference")),
            write("\"image_size\": {\"aspect_ratio\": \"16:9\", \"resolution\": \"1K\"}",
                    List.of("image_size", "aspect_ratio", "resolution"), "size", "dimensions", "output_size", "aspect", "ratio"),
            write("\"image_size\": {\"width\": 1280, \"height\": 720}", List.of("width", "height")),
            write("\"format\": \"png\"", List.of("format"), "output_format", "file_format"),
            write("\"target\": {\"target_type\": \"temporary\"}", List.of("target", "target_type")),
            write("\"target\": {\"target_type\": \"managed_asset\", \"public_id\": \"campaigns/summer\"}", List.of("public_id"), "target_id"),
            write("\"target\": {\"target_type\": \"managed_asset\", \"upload_preset\": \"drafts\"}", List.of("upload_preset")),
            write("\"seed\": 7", List.of("seed")),
            write("\"async\": true", List.of("async")),
            write("\"notification_url\": \"https://example.com/hook\"", List.of("notification_url")),
            write("\"reuse\": true", List.of("reuse")),
            write("\"max_credits\": 5", List.of("max_credits"), "max_cost", "max_price", "max_spend", "credit_limit", "price_limit"),
            new Row("Send \"reference_images\": [{\"source_type\": \"url\", \"url\": \"https://…\"}] to image_to_image instead.",
                    List.of("reference_images", "source_type", "asset_id", "url"),
                    List.of("reference", "reference_url", "image", "image_id", "input_image", "init_image", "source_image")),
            new Row("Put it into the query instead: ?dry_run=true.", List.of("dry_run"), List.of()),
            new Row("Send it as the header Idempotency-Key instead.", List.of("idempotency_key"), List.of()),
            new Row(FOLDER, List.of(), List.of("folder", "asset_folder", "folder_path", "folder_name", "directory", "public_id_prefix")));

    private static final List<String> OWN = ROWS.stream().flatMap(row -> row.own().stream()).toList();

    private static final List<String> COUNTS = List.of(
            "n", "num", "number", "count", "quantity", "samples", "batch_size", "batch_count", "num_images", "number_of_images",
            "images_count", "num_outputs", "number_of_outputs", "num_samples", "sample_count", "number_results", "max_images");

    /** Ordinary words that happen to be a slip away from ours: a field of such a name may well be a new one. */
    private static final List<String> ORDINARY = List.of(
            "light", "weight", "right", "form", "market", "prop", "promo", "speed", "node", "code", "note", "public", "need", "feed",
            "send", "resource_type");

    private RequestWords() {}

    private static Row write(String text, List<String> own, String... foreign) {
        return new Row("Write " + text + " instead.", own, List.of(foreign));
    }

    /** What to write for a name that is no field, if it is meant for something that can be said. */
    static Optional<String> advice(String name) {
        if (anyIs(name, ORDINARY)) {
            return Optional.empty();
        }
        return ROWS.stream().filter(row -> anyIs(name, row.foreign())).map(Row::advice).findFirst()
                .or(() -> Spelling.closest(name, OWN).flatMap(own ->
                        ROWS.stream().filter(row -> row.own().contains(own)).map(Row::advice).findFirst()));
    }

    /** Whether a name is meant for a folder, which is said in two other ways. */
    static Optional<String> folder(String name) {
        return advice(name).filter(FOLDER::equals);
    }

    /** Whether a name says how many images are wanted. */
    static boolean counts(String name) {
        return anyIs(name, COUNTS);
    }

    private static boolean anyIs(String name, List<String> words) {
        return words.stream().anyMatch(word -> Spelling.is(name, word));
    }
}
