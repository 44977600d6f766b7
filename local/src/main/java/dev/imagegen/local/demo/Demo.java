package dev.imagegen.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.engine.Sleeper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The examples of the documentation, one after the other, saved as files. */
public final class Demo {

    private record Example(String title, String route, String body) {}

    private static final String LAST_ASSET = "$LAST_ASSET";

    private static final List<Example> EXAMPLES = List.of(
            new Example("simplest call", "text_to_image", """
                    {"prompt": "A man with a hat"}"""),
            new Example("family, tier and size", "text_to_image", """
                    {"prompt": "A sunset over a mountain lake", "model": {"family": "flux", "tier": "premium"},
                     "image_size": {"aspect_ratio": "16:9", "resolution": "2K"}}"""),
            new Example("exact model, pixels, seed", "text_to_image", """
                    {"prompt": "A sunset over a mountain lake", "model": {"id": "flux-2-pro"},
                     "image_size": {"width": 1280, "height": 720}, "seed": 42, "format": "jpeg"}"""),
            new Example("temporary", "text_to_image", """
                    {"prompt": "A paper boat", "target": {"target_type": "temporary"}, "format": "webp"}"""),
            new Example("asynchronous, with polling", "text_to_image", """
                    {"prompt": "A futuristic city skyline at night sandbox:slow=1", "async": true,
                     "model": {"family": "gpt-image", "tier": "premium"}}"""),
            new Example("stored under a public id", "text_to_image", """
                    {"prompt": "A water bottle", "target": {"target_type": "managed_asset", "public_id": "products/bottle"}}"""),
            new Example("image to image", "image_to_image", """
                    {"prompt": "Place [1] on a marble counter", "model": {"family": "nano-banana", "tier": "premium"},
                     "reference_images": [{"source_type": "managed_asset", "asset_id": "$LAST_ASSET"}]}"""));

    private final ApiClient client;
    private final Path folder;
    private final PrintStream out;

    /**
     * @param address of the API
     * @param folder where the images go; made if it is not there
     * @param out gets the table of what came
     */
    public Demo(URI address, String cloud, String key, String secret, Path folder, PrintStream out) {
        this.client = new ApiClient(address.resolve("/v2/generate/" + cloud + "/"), key, secret, Sleeper.ofThread());
        this.folder = folder;
        this.out = out;
    }

    /** @throws IOException if an example does not give its image; the message says what came instead */
    public void run() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        row("example", "model", "size", "bytes", "seconds", "file");
        String lastAsset = "";
        for (int i = 0; i < EXAMPLES.size(); i++) {
            Example example = EXAMPLES.get(i);
            long start = System.nanoTime();
            JsonNode asset = client.generate(example.route(), example.body().replace(LAST_ASSET, lastAsset));
            double seconds = (System.nanoTime() - start) / 1e9;
            Path file = folder.resolve((i + 1) + "-" + example.title().replaceAll("[^a-z]+", "-") + "." + asset.get("format").textValue());
            Files.write(file, client.download(asset));
            row(example.title(), asset.get("model").get("id").textValue(),
                    asset.get("width") + "x" + asset.get("height"), asset.get("bytes").asText(),
                    String.format(Locale.ROOT, "%.2f", seconds), file.toString());
            lastAsset = asset.get("storage").path("asset_id").asText(lastAsset);
        }
    }

    private void row(Object... cells) {
        out.printf(Locale.ROOT, "%-28s %-22s %-11s %9s %8s  %s%n", cells);
    }
}
