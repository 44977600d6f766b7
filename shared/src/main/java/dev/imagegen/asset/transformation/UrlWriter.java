package dev.imagegen.asset.transformation;

import com.cloudinary.Cloudinary;
import com.cloudinary.SmartUrlEncoder;
import com.cloudinary.Transformation;
import com.cloudinary.transformation.Layer;
import com.cloudinary.transformation.TextLayer;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes delivery URLs with the vendor's own builder: one order of parameters, so that the same picture is derived, and
 * counted, once.
 */
public final class UrlWriter {

    private final Cloudinary cloudinary;

    /** @param base scheme and host of delivery, without a path */
    public UrlWriter(URI base, String cloud) {
        boolean secure = "https".equals(base.getScheme());
        Map<String, Object> settings = new HashMap<>();
        settings.put("cloud_name", cloud);
        settings.put("load_strategies", false);
        settings.put("analytics", false);
        settings.put("secure", secure);
        settings.put(secure ? "secure_distribution" : "cname", base.getAuthority());
        this.cloudinary = new Cloudinary(settings);
    }

    public String url(Picture picture) {
        var url = cloudinary.url().resourceType("image").type("upload").transformation(transformation(picture.steps()));
        // Without one, a folder that looks like a version would be taken for one.
        if (picture.base().version().isPresent() || picture.base().publicId().contains("/")) {
            url.version(picture.base().version().orElse(1));
        }
        return url.generate(picture.base().publicId());
    }

    private static Transformation<?> transformation(List<Step> steps) {
        Transformation<?> all = new Transformation<>();
        boolean first = true;
        for (Step step : steps) {
            if (!first) {
                all.chain();
            }
            first = false;
            write(all, step);
        }
        return all;
    }

    private static void write(Transformation<?> to, Step step) {
        switch (step) {
            case Step.Crop crop -> {
                to.crop(crop.mode().wireName());
                crop.width().ifPresent(to::width);
                crop.height().ifPresent(to::height);
                crop.ratio().ifPresent(ratio -> to.aspectRatio(ratio.toString()));
                crop.gravity().ifPresent(gravity -> to.gravity(gravity.wireName()));
            }
            case Step.ImageLayer layer -> image(to, layer);
            case Step.TextLayer layer -> text(to, layer);
            case Step.BackgroundRemoval _ -> to.effect("background_removal");
            case Step.Trim _ -> to.effect("trim");
            case Step.Format format -> to.fetchFormat(format.format());
            case Step.Quality quality -> to.quality(quality.quality());
        }
    }

    private static void image(Transformation<?> to, Step.ImageLayer layer) {
        // The vendor's class writes the id as it stands; a comma would end the parameter.
        String id = SmartUrlEncoder.encode(layer.source().publicId()).replace("%2C", "%252C");
        to.overlay(new Layer().publicId(id));
        if (layer.removal()) {
            to.chain().effect("background_removal");
        }
        layer.scale().ifPresent(scale -> scale(to.chain().crop("scale"), scale));
        place(to.chain(), layer.placement());
    }

    private static void scale(Transformation<?> to, Step.Scale scale) {
        switch (scale) {
            case Step.Scale.Pixels pixels -> {
                pixels.width().ifPresent(to::width);
                pixels.height().ifPresent(to::height);
            }
            case Step.Scale.Relative relative -> {
                to.flags("relative");
                relative.width().ifPresent(part -> to.width(part.toPlainString()));
                relative.height().ifPresent(part -> to.height(part.toPlainString()));
            }
        }
    }

    private static void text(Transformation<?> to, Step.TextLayer layer) {
        TextLayer text = new TextLayer()
                .fontFamily(layer.font().replace(" ", "%20"))
                .fontSize(layer.size())
                // Encoded once by the vendor's class; delivery decodes a percent sign twice.
                .text(layer.text().replace("%", "%25"));
        layer.style().weight().ifPresent(text::fontWeight);
        layer.style().style().ifPresent(text::fontStyle);
        layer.style().align().ifPresent(text::textAlign);
        to.overlay(text);
        layer.colour().ifPresent(to::color);
        layer.width().ifPresent(width -> to.crop("fit").width(width));
        place(to.chain(), layer.placement());
    }

    private static void place(Transformation<?> to, Placement placement) {
        List<String> flags = new ArrayList<>(List.of("layer_apply"));
        if (placement.noOverflow()) {
            flags.add("no_overflow");
        }
        to.flags(flags.toArray(String[]::new));
        placement.gravity().ifPresent(gravity -> to.gravity(gravity.wireName()));
        placement.x().ifPresent(to::x);
        placement.y().ifPresent(to::y);
    }
}
