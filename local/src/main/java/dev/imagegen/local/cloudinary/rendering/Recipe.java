package dev.imagegen.local.cloudinary.rendering;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A transformation that was understood: every layer that is opened is applied. */
public final class Recipe {

    private static final int MAX_COMPONENTS = 60;
    private static final int MAX_LAYERS = 20;

    private final List<Component> components;

    private Recipe(List<Component> components) {
        this.components = List.copyOf(components);
    }

    /** @throws RenderingException if anything in it is unknown or wrong */
    public static Recipe read(List<String> encoded) {
        if (encoded.size() > MAX_COMPONENTS) {
            throw new RenderingException("More than " + MAX_COMPONENTS + " components");
        }
        List<Component> all = new ArrayList<>();
        encoded.forEach(component -> all.addAll(ComponentParser.read(component)));
        checkLayers(all);
        return new Recipe(all);
    }

    private static void checkLayers(List<Component> all) {
        int layers = 0;
        boolean open = false;
        for (Component component : all) {
            boolean opens = component instanceof Component.OpenImage || component instanceof Component.OpenText;
            if (opens && open) {
                throw new RenderingException("A layer is opened before the last one is applied");
            }
            if (!open && component instanceof Component.Apply) {
                throw new RenderingException("There is no layer to apply");
            }
            if (!open && component instanceof Component.Resize resize && resize.relative()) {
                throw new RenderingException("Flag relative belongs to the size of a layer");
            }
            if (open && (component instanceof Component.Format || component instanceof Component.Quality)) {
                throw new RenderingException("Format and quality are those of the whole picture, not of a layer");
            }
            open = opens || open && !(component instanceof Component.Apply);
            layers += opens ? 1 : 0;
        }
        if (open) {
            throw new RenderingException("A layer is not applied: fl_layer_apply is missing");
        }
        if (layers > MAX_LAYERS) {
            throw new RenderingException("More than " + MAX_LAYERS + " layers");
        }
    }

    List<Component> components() {
        return components;
    }

    /** The public ids of its layers. */
    public List<String> images() {
        return components.stream()
                .filter(Component.OpenImage.class::isInstance)
                .map(component -> ((Component.OpenImage) component).publicId())
                .toList();
    }

    /** The format that it asks for: png, jpg, webp or auto. */
    public Optional<String> format() {
        return components.stream()
                .filter(Component.Format.class::isInstance)
                .map(component -> ((Component.Format) component).word())
                .reduce((first, second) -> second);
    }

    /** 1 to 100; empty if it does not say. */
    Optional<Integer> quality() {
        return components.stream()
                .filter(Component.Quality.class::isInstance)
                .map(component -> ((Component.Quality) component).percent())
                .reduce((first, second) -> second);
    }
}
