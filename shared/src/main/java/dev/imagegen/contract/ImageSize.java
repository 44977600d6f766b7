package dev.imagegen.contract;

/** How a request names its size. */
public sealed interface ImageSize {

    /** Providers round their own 16:9 and 4:3; a difference that nobody sees is none. */
    double VISIBLE_DIFFERENCE = 0.05;

    /** True if an image of that size is what was asked for, to the eye. */
    boolean metBy(Pixels made);

    /** Exact pixels, each 64 to 4096. */
    record Pixels(int width, int height) implements ImageSize {
        @Override
        public boolean metBy(Pixels made) {
            return equals(made);
        }

        @Override
        public String toString() {
            return width + "x" + height;
        }

        public long area() {
            return (long) width * height;
        }

        /** Width divided by height. */
        public double ratio() {
            return (double) width / height;
        }

        /** Reads {@code 1024x768}. */
        public static Pixels parse(String text) {
            int x = text.indexOf('x');
            return new Pixels(Integer.parseInt(text.substring(0, x)), Integer.parseInt(text.substring(x + 1)));
        }
    }

    /** A shape and a tier, resolved to the closest size of the model. */
    record Shape(AspectRatio aspectRatio, Resolution resolution) implements ImageSize {
        @Override
        public boolean metBy(Pixels made) {
            return Resolution.nearest(made) == resolution
                    && Math.abs(Math.log(made.ratio() / aspectRatio.value())) <= VISIBLE_DIFFERENCE;
        }

        @Override
        public String toString() {
            return aspectRatio.wireName() + " at " + resolution.wireName();
        }
    }
}
