package dev.imagegen.testing;

import dev.imagegen.asset.AssetStore;
import dev.imagegen.asset.Occupant;
import dev.imagegen.asset.PublicIds;
import dev.imagegen.asset.StoreException;
import dev.imagegen.asset.StoredAsset;
import dev.imagegen.asset.Upload;
import dev.imagegen.contract.Storage;
import dev.imagegen.contract.Target;
import dev.imagegen.image.ImageHeader;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A store in memory. The id of an asset is that of its task, so a repeat lands on the same asset. */
public final class InMemoryAssets implements AssetStore {

    private final Map<String, byte[]> assets = new HashMap<>();
    /** By public id. */
    private final Map<String, Occupant> places = new HashMap<>();
    private final List<String> deleted = new ArrayList<>();
    private final Deque<RuntimeException> failures = new ArrayDeque<>();
    private final Deque<RuntimeException> failingMoves = new ArrayDeque<>();
    private int uploads;
    private Optional<RuntimeException> trouble = Optional.empty();
    private Predicate<Upload> troubled = upload -> true;

    @Override
    public synchronized StoredAsset store(Upload upload) {
        uploads++;
        if (trouble.isPresent() && troubled.test(upload)) {
            throw trouble.get();
        }
        if (!failures.isEmpty()) {
            throw failures.pop();
        }
        String assetId = upload.taskId();
        if (upload.target() instanceof Target.Managed managed) {
            place(PublicIds.managed(managed, upload.taskId()), assetId, upload.overwrite());
        }
        assets.put(assetId, upload.bytes());
        ImageHeader header = ImageHeader.read(upload.bytes())
                .or(() -> Optional.of(new ImageHeader(upload.format(), 1, 1)).filter(_ -> upload.foreign()))
                .orElseThrow();
        Storage storage = switch (upload.target()) {
            case Target.Managed managed -> new Storage.Managed(
                    URI.create("https://example.com/" + assetId), assetId, managed.publicId().orElse("imagegen/" + assetId), 1);
            case Target.Temporary _ -> new Storage.Temporary(
                    URI.create("https://example.com/" + assetId), upload.expiresAt());
        };
        return new StoredAsset(
                assetId, storage, header.format(), header.width(), header.height(), upload.bytes().length);
    }

    private void place(String publicId, String assetId, boolean overwrite) {
        Occupant there = places.get(publicId);
        if (there != null && !there.assetId().equals(assetId) && !overwrite) {
            throw StoreException.taken(there);
        }
        places.put(publicId, new Occupant(assetId, 1, Optional.of(assetId)));
    }

    @Override
    public synchronized StoredAsset move(StoredAsset asset, String publicId, boolean overwrite) {
        if (!failingMoves.isEmpty()) {
            throw failingMoves.pop();
        }
        place(publicId, asset.assetId(), overwrite);
        places.entrySet().removeIf(e -> e.getValue().assetId().equals(asset.assetId()) && !e.getKey().equals(publicId));
        var storage = new Storage.Managed(asset.storage().secureUrl(), asset.assetId(), publicId, 1);
        return new StoredAsset(asset.assetId(), storage, asset.format(), asset.width(), asset.height(), asset.bytes());
    }

    public synchronized void failNextMove(RuntimeException failure) {
        failingMoves.add(failure);
    }

    /** Somebody else's image lies there. */
    public synchronized void occupy(String publicId, Occupant occupant, byte[] bytes) {
        places.put(publicId, occupant);
        assets.put(occupant.assetId(), bytes);
    }

    /** What lies there. */
    public synchronized Optional<String> at(String publicId) {
        return Optional.ofNullable(places.get(publicId)).map(Occupant::assetId);
    }

    @Override
    public synchronized void delete(String assetId) {
        assets.remove(assetId);
        places.values().removeIf(there -> there.assetId().equals(assetId));
        deleted.add(assetId);
    }

    @Override
    public synchronized Optional<byte[]> fetch(String assetId, Predicate<String> readable) {
        String publicId = places.entrySet().stream()
                .filter(e -> e.getValue().assetId().equals(assetId))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("uploads/" + assetId);
        return Optional.ofNullable(assets.get(assetId)).filter(_ -> readable.test(publicId));
    }

    /** Every upload fails, until it is repaired. */
    public synchronized void breakDown() {
        breakDown(new StoreException(true, "The store cannot be reached.", null));
    }

    /** Every upload fails with this, until it is repaired. */
    public synchronized void breakDown(RuntimeException with) {
        breakDown(upload -> true, with);
    }

    /** Some uploads fail with this, until it is repaired. */
    public synchronized void breakDown(Predicate<Upload> which, RuntimeException with) {
        troubled = which;
        trouble = Optional.of(with);
    }

    public synchronized void repair() {
        trouble = Optional.empty();
    }

    /** The next upload fails with this. */
    public synchronized void failOnce(RuntimeException failure) {
        failures.add(failure);
    }

    public synchronized void put(String assetId, byte[] bytes) {
        assets.put(assetId, bytes);
    }

    public synchronized int count() {
        return assets.size();
    }

    public synchronized int uploads() {
        return uploads;
    }

    public synchronized List<String> deleted() {
        return List.copyOf(deleted);
    }
}
