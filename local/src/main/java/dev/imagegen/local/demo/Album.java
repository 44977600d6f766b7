package dev.imagegen.local.demo;

import dev.imagegen.image.ImageHeader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;

/** Saves the pictures of the demo, measures each, and prints a row of it. */
final class Album {

    private final ApiClient client;
    private final Path folder;
    private final PrintStream out;
    private int count;

    Album(ApiClient client, Path folder, PrintStream out) {
        this.client = client;
        this.folder = folder;
        this.out = out;
    }

    void head() {
        row("picture", "made by", "size", "bytes", "seconds", "file");
    }

    /** Keeps an image that was generated. @throws IOException if it cannot be fetched, is no picture, or is of another size */
    Picture keep(String title, Generated made) throws IOException, InterruptedException {
        String about = "“%s”, by %s%s.".formatted(made.prompt(), made.model(), made.cost());
        return keep(title, made.model(), about, made.address(), OptionalInt.of(made.width()), OptionalInt.of(made.height()),
                made.begun());
    }

    /** Keeps what the store makes at an address. @throws IOException as for one that was generated */
    Picture keep(String title, String about, Delivered delivered, long begun) throws IOException, InterruptedException {
        return keep(title, "the store", about, delivered.address(), delivered.width(), delivered.height(), begun);
    }

    private Picture keep(
            String title, String maker, String about, URI address, OptionalInt width, OptionalInt height, long begun)
            throws IOException, InterruptedException {
        byte[] bytes = client.download(address);
        double seconds = (System.nanoTime() - begun) / 1e9;
        ImageHeader measured = ImageHeader.read(bytes)
                .orElseThrow(() -> new IOException("What came for '" + title + "' is no picture: " + address));
        if (width.orElse(measured.width()) != measured.width() || height.orElse(measured.height()) != measured.height()) {
            throw new IOException("'%s' was promised as %dx%d and is %dx%d: %s".formatted(title, width.orElse(measured.width()),
                    height.orElse(measured.height()), measured.width(), measured.height(), address));
        }
        String file = ++count + "-" + title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + "." + measured.format().wireName();
        Files.write(folder.resolve(file), bytes);
        row(title, maker, measured.width() + "x" + measured.height(), bytes.length, String.format(Locale.ROOT, "%.2f", seconds),
                folder.resolve(file));
        return new Picture(title, about, file, measured.width(), measured.height(), address.toString());
    }

    private void row(Object... cells) {
        out.printf(Locale.ROOT, "%-28s %-22s %-11s %9s %8s  %s%n", cells);
    }
}
