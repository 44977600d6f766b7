package dev.imagegen.local.cloudinary.rendering;

import dev.imagegen.local.cloudinary.rendering.Component.Apply;
import java.awt.image.BufferedImage;

/** Puts a layer on a picture. Where it hangs over, the picture grows, unless it must not. */
final class Layering {

    private Layering() {}

    static BufferedImage apply(BufferedImage base, BufferedImage layer, Apply apply) {
        int x = apply.gravity().left(
                base.getWidth(), layer.getWidth(), apply.x().map(l -> l.of(base.getWidth())).orElse(0));
        int y = apply.gravity().top(
                base.getHeight(), layer.getHeight(), apply.y().map(l -> l.of(base.getHeight())).orElse(0));
        int left = apply.noOverflow() ? 0 : Math.min(0, x);
        int top = apply.noOverflow() ? 0 : Math.min(0, y);
        int right = apply.noOverflow() ? base.getWidth() : Math.max(base.getWidth(), x + layer.getWidth());
        int bottom = apply.noOverflow() ? base.getHeight() : Math.max(base.getHeight(), y + layer.getHeight());
        BufferedImage grown = Canvas.part(base, left, top, right - left, bottom - top);
        Canvas.draw(grown, g -> g.drawImage(layer, x - left, y - top, null));
        return grown;
    }
}
