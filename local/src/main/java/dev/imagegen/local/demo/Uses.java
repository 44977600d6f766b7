package dev.imagegen.local.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The four uses of an image: campaign crops, a product on a backdrop, a banner in four languages, a cut-out. */
final class Uses {

    private static final Map<String, String> BANNERS = banners();

    private final ApiClient client;
    private final Album album;

    Uses(ApiClient client, Album album) {
        this.client = client;
        this.album = album;
    }

    private static Map<String, String> banners() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("English", "20% off, today / tomorrow");
        texts.put("German", "20 % günstiger, heute / morgen");
        texts.put("Arabic", "خصم ٢٠٪ اليوم / غدًا");
        texts.put("Japanese", "２０％オフ、今日／明日");
        return texts;
    }

    List<Chapter> run() throws IOException, InterruptedException {
        Generated original = client.generate("text_to_image", """
                {"prompt": "A mountain lake at dawn", "model": {"id": "gpt-image-2"},
                 "image_size": {"aspect_ratio": "16:9", "resolution": "4K"}}""");
        String backdrop = stored(original);
        Chapter crops = crops(original, backdrop);
        Generated product = client.generate("text_to_image", """
                {"prompt": "A water bottle", "model": {"id": "flux-2-pro"}, "image_size": {"aspect_ratio": "3:4"}, "seed": 5}""");
        String bottle = stored(product);
        return List.of(crops, onBackdrop(product, backdrop, bottle), banners(backdrop), cutOut(backdrop, bottle));
    }

    private static String stored(Generated made) throws IOException {
        return made.assetId().orElseThrow(() -> new IOException("'" + made.prompt() + "' was not stored for good"));
    }

    private Chapter crops(Generated original, String asset) throws IOException, InterruptedException {
        List<Picture> pictures = new ArrayList<>();
        pictures.add(album.keep("the original", original));
        pictures.addAll(delivered(asset, "crop %s", "Cut to its shape around what matters.", """
                {"crops": {"ratios": ["1:1", "9:16"], "width": 1080}}"""));
        pictures.addAll(delivered(asset, "crop %s", "The whole width of the original.", """
                {"crops": {"ratios": ["32:9"], "width": 3840}}"""));
        return new Chapter("Campaign crops", "One 16:9 original in 4K, in the shape of each place.", pictures);
    }

    private Chapter onBackdrop(Generated product, String backdrop, String bottle) throws IOException, InterruptedException {
        List<Picture> pictures = new ArrayList<>();
        pictures.add(album.keep("the product", product));
        pictures.addAll(delivered(backdrop, "%s on a backdrop", "The product as a layer, 70 % of the height.", """
                {"product": {"width": 1920, "height": 1080, "image": {"asset_id": "%s"}, "relative_height": 0.7,
                 "gravity": "south_east", "x": 120, "y": 60}}""".formatted(bottle)));
        return new Chapter("A product on a generated backdrop", "Two images, put together by an address.", pictures);
    }

    private Chapter banners(String backdrop) throws IOException, InterruptedException {
        List<Picture> pictures = new ArrayList<>();
        for (var banner : BANNERS.entrySet()) {
            ObjectNode wish = Json.object();
            ObjectNode use = wish.putObject("banner").put("width", 1080).put("height", 1350);
            use.putArray("texts").addObject().put("text", banner.getValue()).put("font", "Arial").put("size", 72)
                    .put("weight", "bold").put("align", "center").put("color", "#ffffff").put("width", 900)
                    .put("gravity", "north").put("y", 120);
            pictures.addAll(delivered(backdrop, banner.getKey() + " %s", "“" + banner.getValue() + "”", Json.write(wish)));
        }
        return new Chapter("A localised banner", "The same picture, its words in any language.", pictures);
    }

    private Chapter cutOut(String backdrop, String bottle) throws IOException, InterruptedException {
        List<Picture> pictures = new ArrayList<>(delivered(bottle, "the %s", "Without its background; then as a sticker.", """
                {"cut_out": {"mock_up": {"asset_id": "%s"}, "width": 900, "gravity": "center", "y": -40, "no_overflow": true}}"""
                .formatted(backdrop)));
        return new Chapter("A cut-out", "Background removal, which costs 75 transformations, and what it is good for.", pictures);
    }

    /** @param title with %s for the name of the address */
    private List<Picture> delivered(String asset, String title, String about, String use) throws IOException, InterruptedException {
        ObjectNode wish = (ObjectNode) Json.parse(use);
        wish.putObject("asset").put("asset_id", asset);
        long begun = System.nanoTime();
        List<Picture> pictures = new ArrayList<>();
        for (Delivered url : client.deliveryUrls(Json.write(wish))) {
            pictures.add(album.keep(title.formatted(url.name().replace('_', ' ')), about, url, begun));
            begun = System.nanoTime();
        }
        if (pictures.isEmpty()) {
            throw new IOException("No address came for " + wish);
        }
        return pictures;
    }
}
