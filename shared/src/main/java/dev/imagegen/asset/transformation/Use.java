package dev.imagegen.asset.transformation;

import dev.imagegen.asset.transformation.Step.BackgroundRemoval;
import dev.imagegen.asset.transformation.Step.Crop;
import dev.imagegen.asset.transformation.Step.Format;
import dev.imagegen.asset.transformation.Step.ImageLayer;
import dev.imagegen.asset.transformation.Step.Trim;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the pictures are for. */
public sealed interface Use {

    /** The pictures that it takes, at least one. */
    List<Picture> of(Source asset);

    /** One for each ratio. @param width pixels @param enlarge whether a smaller asset is made larger */
    record Crops(List<Ratio> ratios, int width, boolean enlarge) implements Use {
        @Override
        public List<Picture> of(Source asset) {
            CropMode mode = enlarge ? CropMode.FILL : CropMode.LFILL;
            return ratios.stream()
                    .map(ratio -> new Crop(
                            mode, OptionalInt.of(width), OptionalInt.empty(), Optional.of(ratio), Optional.of(Gravity.AUTO)))
                    .map(crop -> new Picture(crop.ratio().orElseThrow().toString(), asset, finished(List.of(crop))))
                    .toList();
        }
    }

    /** The asset as a backdrop of that size, with layers on it. */
    record Composition(String name, Size size, List<Step> layers) implements Use {
        @Override
        public List<Picture> of(Source asset) {
            List<Step> steps = new ArrayList<>();
            steps.add(new Crop(CropMode.FILL, OptionalInt.of(size.width()), OptionalInt.of(size.height()),
                    Optional.empty(), Optional.of(Gravity.AUTO)));
            steps.addAll(layers);
            return List.of(new Picture(name, asset, finished(steps)));
        }
    }

    /** The asset without its background, and as a sticker on a mock-up if there is one. */
    record CutOut(Optional<MockUp> mockUp) implements Use {
        @Override
        public List<Picture> of(Source asset) {
            List<Picture> pictures = new ArrayList<>();
            pictures.add(new Picture(
                    "cut_out", asset, List.of(new BackgroundRemoval(), new Trim(), new Format("png"))));
            mockUp.ifPresent(on -> pictures.add(new Picture("mock_up", on.base(), finished(List.of(on.sticker(asset))))));
            return pictures;
        }
    }

    /** @param stored the cut-out, if it was uploaded as an asset of its own; else it is cut out in the layer */
    record MockUp(Source base, Optional<Source> stored, Optional<Step.Scale> scale, Placement placement) {
        private ImageLayer sticker(Source asset) {
            return new ImageLayer(stored.orElse(asset), stored.isEmpty(), scale, placement);
        }
    }

    /** As the caller wants it. */
    record Free(List<Step> steps) implements Use {
        @Override
        public List<Picture> of(Source asset) {
            return List.of(new Picture("image", asset, steps));
        }
    }

    private static List<Step> finished(List<Step> steps) {
        List<Step> all = new ArrayList<>(steps);
        all.addAll(Step.AUTOMATIC);
        return all;
    }
}
