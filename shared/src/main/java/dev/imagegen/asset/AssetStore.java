package dev.imagegen.asset;

import dev.imagegen.contract.ImagegenException;
import java.util.Optional;
import java.util.function.Predicate;

/** Where images are kept. The port behind which Cloudinary stands. */
public interface AssetStore {

    /**
     * Stores the bytes. A repeat for the same task lands on the same public id, so it is harmless.
     *
     * @throws StoreException if the store refused the bytes for good, another task's asset has the public id and is not to be
     *     replaced, or the store could not be reached (which it says)
     */
    StoredAsset store(Upload upload);

    /** Removes an asset and its copies in the delivery network; one that is gone already is no error. */
    void delete(String assetId);

    /**
     * Gives a managed asset another public id. A repeat does no harm.
     *
     * @param overwrite false to leave alone what lies there
     * @return it with its new address
     * @throws StoreException as of {@link #store}
     */
    StoredAsset move(StoredAsset asset, String publicId, boolean overwrite);

    /**
     * The bytes of a stored asset, for use as a reference.
     *
     * @param readable whether one with that public id may be read
     * @return empty if there is no such asset that may be read
     * @throws ImagegenException if it is no usable image, or is too large
     */
    Optional<byte[]> fetch(String assetId, Predicate<String> readable);

    /** The bytes of whatever asset has that id. */
    default Optional<byte[]> fetch(String assetId) {
        return fetch(assetId, publicId -> true);
    }
}
