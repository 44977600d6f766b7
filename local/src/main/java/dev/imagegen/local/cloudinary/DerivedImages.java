package dev.imagegen.local.cloudinary;

import dev.imagegen.image.PixelRoom;
import dev.imagegen.local.cloudinary.rendering.Output;
import dev.imagegen.local.cloudinary.rendering.Recipe;
import dev.imagegen.local.cloudinary.rendering.Rendering;
import dev.imagegen.local.cloudinary.rendering.RenderingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Delivers what is made of public images: transformed, or in another format. */
final class DerivedImages {

    private static final String PUBLIC = "upload";
    private static final long CACHE = 64_000_000;
    /** As much as one rendering may need: so two small ones run at once, and a large one alone. */
    private static final int ROOM = 50_000_000;

    private final Shelf shelf;
    private final DerivedCache cache = new DerivedCache(CACHE);
    private final PixelRoom room = new PixelRoom(ROOM);

    DerivedImages(Shelf shelf) {
        this.shelf = shelf;
    }

    /**
     * @param components of the URL, encoded; none for another format alone
     * @param extension of the URL, if it names a format
     * @param accept the header of the call
     */
    Answer answer(StoredImage base, List<String> components, Optional<String> extension, String accept) {
        try {
            if (!base.type().equals(PUBLIC)) {
                throw new RenderingException("Of images that are not public the emulator delivers originals only");
            }
            Recipe recipe = Recipe.read(components);
            String format = recipe.format().or(() -> extension).orElse(base.format());
            List<StoredImage> sources = sources(base, recipe);
            String name = base.assetId() + " " + String.join("/", components) + " " + format
                    + (format.equals("auto") ? " " + accept.contains("image/webp") : "");
            Output output = cache.find(name, sources).orElseGet(() -> {
                Output made = room.with(ROOM / 2, () -> rendered(base, recipe, format, accept));
                cache.put(name, sources, made);
                return made;
            });
            return image(output, format);
        } catch (RenderingException e) {
            return Answer.deliveryError(400, e.getMessage());
        }
    }

    private List<StoredImage> sources(StoredImage base, Recipe recipe) {
        List<StoredImage> sources = new ArrayList<>(List.of(base));
        for (String layer : recipe.images()) {
            sources.add(shelf.find(base.cloud(), PUBLIC, layer)
                    .orElseThrow(() -> new RenderingException("Resource not found - layer " + layer)));
        }
        return sources;
    }

    private Output rendered(StoredImage base, Recipe recipe, String format, String accept) {
        byte[] file = shelf.bytes(base).orElseThrow(() -> new RenderingException("Resource not found - " + base.publicId()));
        var picture = Rendering.of(file, recipe, id -> shelf.find(base.cloud(), PUBLIC, id).flatMap(shelf::bytes));
        return Output.of(picture, recipe, format, accept);
    }

    private static Answer image(Output output, String format) {
        String type = "image/" + (output.format().equals("jpg") ? "jpeg" : output.format());
        Answer answer = new Answer(200, Map.of("Content-Type", type), output.bytes());
        return format.equals("auto") ? answer.with(Map.of("Vary", "Accept")) : answer;
    }
}
