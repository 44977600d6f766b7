package dev.imagegen.local.cloudinary.rendering;

import java.awt.Color;
import java.awt.Font;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Texts by the fonts of this machine, right-to-left scripts included. */
final class SystemText {

    private SystemText() {}

    /** Empty if there are no fonts, or none with every letter. */
    static Optional<BufferedImage> draw(Writing writing) {
        try {
            int style = (writing.bold() ? Font.BOLD : 0) | (writing.italic() ? Font.ITALIC : 0);
            return List.of(writing.family(), Font.SANS_SERIF).stream()
                    .map(family -> new Font(family, style, writing.size()))
                    .filter(font -> font.canDisplayUpTo(writing.text().replace("\n", "")) < 0)
                    .findFirst()
                    .map(font -> draw(writing, font));
        } catch (LinkageError | InternalError | NullPointerException noFonts) {
            // So a JDK without the libraries or the settings of a font system answers.
            return Optional.empty();
        }
    }

    private static BufferedImage draw(Writing writing, Font font) {
        List<TextLayout> lines = lines(writing, font);
        float height = 0;
        float width = 1;
        for (TextLayout line : lines) {
            height += line.getAscent() + line.getDescent() + line.getLeading();
            width = Math.max(width, line.getVisibleAdvance());
        }
        BufferedImage image = Canvas.filled((int) Math.ceil(width), Math.max(1, (int) Math.ceil(height)),
                writing.background().orElse(new Color(0, 0, 0, 0)));
        int room = image.getWidth();
        Canvas.draw(image, g -> {
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setColor(writing.colour());
            float y = 0;
            for (TextLayout line : lines) {
                y += line.getAscent();
                // The blank at which a line was broken stands at its end, which is on the left where one writes to the left.
                float blank = line.isLeftToRight() ? 0 : line.getAdvance() - line.getVisibleAdvance();
                line.draw(g, writing.align().indent(Math.round(room - line.getVisibleAdvance())) - blank, y);
                y += line.getDescent() + line.getLeading();
            }
        });
        return image;
    }

    private static List<TextLayout> lines(Writing writing, Font font) {
        FontRenderContext context = new FontRenderContext(null, true, true);
        List<TextLayout> lines = new ArrayList<>();
        for (String paragraph : writing.text().split("\n", -1)) {
            // A layout of nothing is an error; a blank is as high as any line.
            String text = paragraph.isEmpty() ? " " : paragraph;
            AttributedString attributed = new AttributedString(text);
            attributed.addAttribute(TextAttribute.FONT, font);
            LineBreakMeasurer measurer = new LineBreakMeasurer(attributed.getIterator(), context);
            float wrap = writing.wrap().map(Integer::floatValue).orElse(Float.MAX_VALUE);
            while (measurer.getPosition() < text.length()) {
                lines.add(measurer.nextLayout(wrap));
            }
        }
        return lines;
    }
}
