package dev.imagegen.asset;

import dev.imagegen.contract.ImagegenException;
import java.util.Optional;

/** Where images are kept. The port behind which Cloudinary stands. */
public interface AssetStore {

    /**
     * Stores the bytes. A repeat for the same task lands on the same public id, so it is harmless.
     *
     * @throws StoreException if the store refused the bytes for good, or could not be reached (which it says)
     */
    StoredAsset store(Upload upload);

    /** Removes an asset and its copies in the delivery network; one that is gone already is no error. */
    void delete(String assetId);

    /**
     * The bytes of a stored asset, for use as a reference.
     *
     * @return empty if there is no such asset
     * @throws ImagegenException if it is no usable image, or is too large
     */
    Optional<byte[]> fetch(String assetId);
}
