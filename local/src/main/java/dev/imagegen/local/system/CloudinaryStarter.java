package dev.imagegen.local.system;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Starts what stands in for Cloudinary, before the functions, which get its address. */
@FunctionalInterface
public interface CloudinaryStarter {

    /**
     * Starts it and returns when it answers.
     *
     * @param dataDir where its images are kept; empty keeps them in memory
     * @param gateway the address of our own API, to which it sends its notifications
     * @throws IOException if it does not start
     */
    Running start(Optional<Path> dataDir, URI gateway) throws IOException;

    /** Returns one that starts nothing, since Cloudinary or a stand-in runs at that address already. */
    static CloudinaryStarter elsewhere(URI base) {
        return (dataDir, gateway) -> new Running() {
            @Override
            public URI base() {
                return base;
            }

            @Override
            public void close() {
                // Not ours to stop.
            }
        };
    }

    /** One that runs. */
    interface Running extends AutoCloseable {

        /** Returns the base address of its API, the value of the template's parameter {@code CloudinaryApiBase}. */
        URI base();

        /** Stops it. */
        @Override
        void close();
    }
}
