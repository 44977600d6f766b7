package dev.imagegen.image;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** A bitmap as ImageIO wants it, on the same bytes. Being asked for its data it does not copy them, as its parent would. */
final class BitmapView extends BufferedImage {

    private static final int[] OFFSETS = {0, 1, 2};

    private BitmapView(ComponentColorModel colours, WritableRaster raster) {
        super(colours, raster, false, null);
    }

    static BitmapView of(Bitmap bitmap) {
        WritableRaster raster = Raster.createInterleavedRaster(
                new DataBufferByte(bitmap.rgb(), bitmap.rgb().length),
                bitmap.width(),
                bitmap.height(),
                Bitmap.BYTES * bitmap.width(),
                Bitmap.BYTES,
                OFFSETS,
                null);
        ComponentColorModel colours = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                false,
                false,
                Transparency.OPAQUE,
                DataBuffer.TYPE_BYTE);
        return new BitmapView(colours, raster);
    }

    @Override
    public Raster getData() {
        return getRaster();
    }
}
