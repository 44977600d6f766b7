package dev.imagegen.engine.sandbox;

import dev.imagegen.engine.Drawing;
import dev.imagegen.image.Bitmap;
import java.util.random.RandomGenerator;

/** Paints a drawing: a landscape or the references, and the caption over it. */
final class Painter {

    private final PixelFont font;
    private final Collage collage;

    Painter(PixelFont font) {
        this.collage = new Collage(font);
        this.font = font;
    }

    Bitmap paint(Drawing drawing, long seed) {
        RandomGenerator random = Fingerprint.randomOf(drawing.model(), drawing.prompt(), seed);
        Palette palette = Palette.pick(random);
        Bitmap bitmap = new Bitmap(drawing.width(), drawing.height());
        String details = "%s · %d×%d · seed %d".formatted(drawing.model(), drawing.width(), drawing.height(), seed);
        Caption caption = Caption.of(font, bitmap.width(), bitmap.height(), drawing.prompt(), details);
        Canvas scene = new Canvas(bitmap, Math.max(1, caption.top()));
        if (drawing.references().isEmpty()) {
            new Landscape(scene, palette, random).paint();
        } else {
            collage.paint(scene, palette, drawing.references());
        }
        caption.paint(new Canvas(bitmap), palette);
        return bitmap;
    }
}
