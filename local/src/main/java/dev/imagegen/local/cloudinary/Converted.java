package dev.imagegen.local.cloudinary;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.WireEnum;
import dev.imagegen.image.AnyImage;
import dev.imagegen.image.Conversion;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.local.providers.Gradient;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an upload's {@code format} makes of a file. */
final class Converted {

    private static final Pattern SVG_SIDES = Pattern.compile("(?s)<svg[^>]*?\\bwidth=\"(\\d{1,5})(?:px)?\"[^>]*?\\bheight=\"(\\d{1,5})(?:px)?\"");
    /** The box of AVIF and HEIC that has the size: its name, four bytes of version and flags, and two numbers. */
    private static final Pattern ISPE = Pattern.compile("(?s)ispe.{4}\0\0(..)\0\0(..)");

    private Converted() {}

    /**
     * The file in that format. What cannot be decoded here, the real store can: in its place there is a gradient of the size that the
     * file states.
     */
    static byte[] to(ImageFormat format, byte[] file) {
        return ImageHeader.read(file)
                .map(header -> Conversion.to(format, header, file))
                .orElseGet(() -> foreign(format, file));
    }

    private static byte[] foreign(ImageFormat format, byte[] file) {
        if (!AnyImage.isImage(file)) {
            throw new Refusal(400, "Invalid image file");
        }
        Pixels size = size(new String(file, StandardCharsets.ISO_8859_1));
        return Gradient.of(size.width(), size.height(), format, Arrays.hashCode(file));
    }

    private static Pixels size(String file) {
        Matcher svg = SVG_SIDES.matcher(file);
        if (svg.find()) {
            return new Pixels(Integer.parseInt(svg.group(1)), Integer.parseInt(svg.group(2)));
        }
        Matcher ispe = ISPE.matcher(file);
        return ispe.find() ? new Pixels(number(ispe.group(1)), number(ispe.group(2))) : new Pixels(512, 512);
    }

    private static int number(String twoBytes) {
        return twoBytes.charAt(0) << 8 | twoBytes.charAt(1);
    }

    /** The format of that name. */
    static ImageFormat format(String name) {
        return Optional.of(name.equals("jpg") ? "jpeg" : name)
                .flatMap(word -> WireEnum.find(ImageFormat.class, word))
                .orElseThrow(() -> new Refusal(400, "Invalid extension in transformation: " + name));
    }
}
