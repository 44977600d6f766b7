package dev.imagegen.local.demo;

import java.util.List;
import java.util.Locale;

/** The pictures of the demo on one page, which needs nothing but the files beside it. */
final class Page {

    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Imagegen: what one does with an image</title>
            <style>
            :root { --ground: #f6f5f2; --card: #fff; --ink: #1d1b18; --soft: #5a554d; --line: #dcd7cd; }
            @media (prefers-color-scheme: dark) {
              :root { --ground: #171614; --card: #21201d; --ink: #ece8e0; --soft: #b7b0a4; --line: #3a3732; } }
            body { margin: 0; font: 16px/1.5 system-ui, sans-serif; background: var(--ground); color: var(--ink); }
            main { max-width: 80rem; margin: 0 auto; padding: 2rem 1.25rem; }
            h1, h2, h3 { line-height: 1.2; margin: 0 0 .3rem; }
            h2 { margin-top: 2.5rem; }
            p { margin: 0 0 .6rem; color: var(--soft); }
            .pictures { display: grid; gap: 1.25rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr)); align-items: start; }
            figure { margin: 0; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: .9rem; }
            figure.wide { grid-column: 1 / -1; }
            img { display: block; width: auto; max-width: 100%; height: auto; max-height: 34rem; margin: 0 auto .7rem; border-radius: .5rem; background:
              conic-gradient(var(--line) 25%, transparent 0 50%, var(--line) 0 75%, transparent 0) 0 0/16px 16px; }
            code { font: .8rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere; color: var(--soft); }
            </style>
            </head>
            <body>
            <main>
            <h1>What one does with an image</h1>
            <p>Made by ./imagegen demo: every picture by a call of the API or at an address that it wrote, and measured.</p>
            """;

    private static final int WIDE = 3;

    private Page() {}

    static String of(List<Chapter> chapters) {
        StringBuilder page = new StringBuilder(HEAD);
        for (Chapter chapter : chapters) {
            page.append("<h2>%s</h2>%n<p>%s</p>%n<div class=\"pictures\">%n".formatted(escaped(chapter.title()), escaped(chapter.about())));
            chapter.pictures().forEach(picture -> page.append(figure(picture)));
            page.append("</div>\n");
        }
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private static String figure(Picture picture) {
        String form = picture.width() >= WIDE * picture.height() ? " class=\"wide\"" : "";
        return String.format(Locale.ROOT, """
                <figure%s>
                <img src="%s" width="%d" height="%d" alt="%s" loading="lazy">
                <figcaption><h3>%s</h3><p dir="auto">%s %d × %d.</p><code>%s</code></figcaption>
                </figure>
                """, form, picture.file(), picture.width(), picture.height(), escaped(picture.title()), escaped(picture.title()),
                escaped(picture.about()), picture.width(), picture.height(), escaped(picture.address()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
