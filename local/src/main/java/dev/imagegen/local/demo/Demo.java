package dev.imagegen.local.demo;

import dev.imagegen.time.Sleeper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The examples of the documentation and the four uses of an image, one after the other, saved as files and on one page. */
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
    private final Album album;

    /**
     * @param address of the API
     * @param folder where the pictures and their page go; made if it is not there
     * @param out gets the table of what came
     */
    public Demo(URI address, String cloud, String key, String secret, Path folder, PrintStream out) {
        this.client = new ApiClient(address.resolve("/v2/generate/" + cloud + "/"), key, secret, Sleeper.ofThread());
        this.folder = folder;
        this.album = new Album(client, folder, out);
    }

    /**
     * Makes everything, and leaves a page with the pictures.
     *
     * @return the page
     * @throws IOException if an example does not give its image, or another one than was promised; the message says what came instead
     */
    public Path run() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        album.head();
        List<Chapter> chapters = new ArrayList<>();
        chapters.add(examples());
        chapters.addAll(new Uses(client, album).run());
        return Files.writeString(folder.resolve("index.html"), Page.of(chapters));
    }

    private Chapter examples() throws IOException, InterruptedException {
        List<Picture> pictures = new ArrayList<>();
        String lastAsset = "";
        for (Example example : EXAMPLES) {
            Generated made = client.generate(example.route(), example.body().replace(LAST_ASSET, lastAsset));
            pictures.add(album.keep(example.title(), made));
            lastAsset = made.assetId().orElse(lastAsset);
        }
        return new Chapter("Generating", "One call each: by model, size, format, seed, target, and from another image.", pictures);
    }
}
