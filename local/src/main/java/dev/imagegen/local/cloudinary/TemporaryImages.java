package dev.imagegen.local.cloudinary;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Generated images that are not to be kept: for some minutes each has an address that needs no credentials. */
final class TemporaryImages {

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int ID_BYTES = 16;

    /** Where one is, and until when. */
    record Place(URI url, Instant expiresAt) {}

    private record Kept(byte[] bytes, Instant expiresAt) {}

    private final URI base;
    private final Clock clock;
    private final Intake ids;
    private final Map<String, Kept> images = new ConcurrentHashMap<>();

    TemporaryImages(URI base, Clock clock, Intake ids) {
        this.base = base;
        this.clock = clock;
        this.ids = ids;
    }

    Place keep(String cloud, byte[] bytes) {
        return place(cloud, bytes, clock.instant().plus(LIFE).truncatedTo(ChronoUnit.SECONDS));
    }

    /** An address that has ended already. */
    Place expired(String cloud) {
        return place(cloud, new byte[0], clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    /** Empty if there is nothing, or not any more. */
    Optional<byte[]> find(String cloud, String id) {
        images.values().removeIf(kept -> !clock.instant().isBefore(kept.expiresAt()));
        return Optional.ofNullable(images.get(cloud + "/" + id)).map(Kept::bytes);
    }

    private Place place(String cloud, byte[] bytes, Instant expiresAt) {
        String id = ids.newId(ID_BYTES);
        images.put(cloud + "/" + id, new Kept(bytes, expiresAt));
        return new Place(URI.create("%s/v2/%s/uploads/%s/stream".formatted(base, cloud, id)), expiresAt);
    }
}
