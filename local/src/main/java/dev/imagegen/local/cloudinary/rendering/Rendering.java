package dev.imagegen.local.cloudinary.rendering;

import dev.imagegen.image.Decoder;
import dev.imagegen.image.UnusableImageException;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.function.Function;

/** Does what a recipe says, step by step. */
public final class Rendering {

    private final Decoder decoder = new Decoder(Canvas.MAX_PIXELS);
    private final Function<String, Optional<byte[]>> images;
    private BufferedImage base;
    private BufferedImage layer;

    private Rendering(Function<String, Optional<byte[]>> images) {
        this.images = images;
    }

    /**
     * The picture.
     *
     * @param images the files of layers by their public ids; empty for what is not there
     * @throws RenderingException if it cannot be made
     */
    public static BufferedImage of(byte[] file, Recipe recipe, Function<String, Optional<byte[]>> images) {
        Rendering rendering = new Rendering(images);
        rendering.base = rendering.decoded(file);
        recipe.components().forEach(rendering::apply);
        return rendering.base;
    }

    private void apply(Component component) {
        switch (component) {
            case Component.OpenImage image -> layer = decoded(images.apply(image.publicId())
                    .orElseThrow(() -> new RenderingException("Resource not found - layer " + image.publicId())));
            case Component.OpenText text -> layer = TextDrawing.of(text.writing());
            case Component.Apply apply -> {
                base = Layering.apply(base, layer, apply);
                layer = null;
            }
            case Component.Resize resize ->
                change(Resizing.apply(current(), resize, resize.relative() ? base : current()));
            case Component.Trim _ -> change(Trimming.apply(current()));
            case Component.RemoveBackground _ -> change(BackgroundRemoval.apply(current()));
            case Component.Format _, Component.Quality _ -> { }
        }
    }

    /** What an operation works on: the open layer if there is one. */
    private BufferedImage current() {
        return layer == null ? base : layer;
    }

    private void change(BufferedImage image) {
        if (layer == null) {
            base = image;
        } else {
            layer = image;
        }
    }

    private BufferedImage decoded(byte[] file) {
        try {
            BufferedImage image = decoder.decode(file, Integer.MAX_VALUE, Integer.MAX_VALUE);
            return Canvas.part(image, 0, 0, image.getWidth(), image.getHeight());
        } catch (UnusableImageException e) {
            throw new RenderingException("An image " + e.getMessage());
        }
    }
}
