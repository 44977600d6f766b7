package dev.imagegen.functions.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.access.ApiKey;
import dev.imagegen.access.FreshKey;
import dev.imagegen.access.KeyLimits;
import dev.imagegen.access.KeyStore;
import dev.imagegen.access.SecretHash;
import dev.imagegen.asset.AssetRights;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.KeyRequest;
import dev.imagegen.contract.KeyRequestReader;
import dev.imagegen.contract.PublicError;
import dev.imagegen.contract.Text;
import dev.imagegen.credits.Allowance;
import dev.imagegen.log.Log;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** {@code GET} and {@code POST keys}, and {@code DELETE keys/{api_key}}: who may call for a cloud, and how much. */
final class KeyRoutes {

    /** Of a cloud, so that a list of them stays one answer. */
    static final int MOST = 200;

    private final RootAccess access;
    private final KeyStore keys;
    private final Supplier<Catalog> catalog;
    private final Clock clock;
    private final RandomGenerator random;
    private final Log log;

    /**
     * @param catalog read when a key is made, not when the function starts
     * @param random a secure one
     */
    KeyRoutes(RootAccess access, KeyStore keys, Supplier<Catalog> catalog, Clock clock, RandomGenerator random, Log log) {
        this.access = access;
        this.keys = keys;
        this.catalog = catalog;
        this.clock = clock;
        this.random = random;
        this.log = log;
    }

    Answer list(Call call) {
        ObjectNode body = Json.object();
        ArrayNode list = body.putObject("data").putArray("keys");
        keys.keysOf(access.of(call).cloud()).stream()
                .sorted(Comparator.comparing(ApiKey::createdAt).reversed().thenComparing(ApiKey::id))
                .forEach(key -> list.add(KeyJson.of(key)));
        return answer(200, body, call);
    }

    /** The only answer that has the secret of a key in it. */
    Answer make(Call call) {
        ApiKey caller = access.of(call);
        Instant now = clock.instant();
        KeyRequest wish = KeyRequestReader.read(JsonBody.of(call), now);
        check(wish.models());
        FreshKey fresh = FreshKey.make(random);
        var key = new ApiKey(
                fresh.id(), caller.cloud(), false, wish.name(), now, limits(wish, fresh.id()), SecretHash.of(fresh.secret(), random));
        if (!keys.add(key, MOST)) {
            throw new ImagegenException(new PublicError(ErrorCode.INVALID_REQUEST,
                    "A cloud may have %d keys, and this one has them. Delete one first.".formatted(MOST), Map.of("limit", MOST)));
        }
        log.info("key_made", "request_id", call.requestId(), "cloud", key.cloud(), "key", key.id(), "by", caller.id());
        ObjectNode body = Json.object();
        body.set("data", KeyJson.of(key, fresh.secret()));
        return answer(201, body, call);
    }

    Answer delete(Call call) {
        ApiKey caller = access.of(call);
        String id = call.pathParameter("api_key");
        if (id.equals(caller.id())) {
            throw ImagegenException.invalid("api_key", "A key cannot delete itself. Use another root key of the cloud.");
        }
        if (!ApiKey.canHaveId(id) || !keys.delete(caller.cloud(), id)) {
            throw new ImagegenException(ErrorCode.KEY_NOT_FOUND, "There is no key with this id.");
        }
        log.info("key_deleted", "request_id", call.requestId(), "cloud", caller.cloud(), "key", id, "by", caller.id());
        return Answer.empty(call.requestId());
    }

    private void check(List<String> models) {
        if (models.isEmpty()) {
            return;
        }
        Catalog catalog = this.catalog.get();
        List<String> families = catalog.families();
        for (int i = 0; i < models.size(); i++) {
            String name = models.get(i);
            if (!families.contains(name) && catalog.find(name).isEmpty()) {
                List<String> allowed = Stream.concat(families.stream(), catalog.ids().stream()).toList();
                throw new ImagegenException(new PublicError(ErrorCode.UNKNOWN_MODEL,
                        "'%s' is no family and no model. The families are %s.".formatted(
                                Text.shortened(name), String.join(", ", families)),
                        Map.of("field", "models[%d]".formatted(i), "allowed", allowed)));
            }
        }
    }

    private static KeyLimits limits(KeyRequest wish, String id) {
        OptionalLong credits = wish.monthlyCredits().stream().asLongStream().findFirst();
        return new KeyLimits(
                new Allowance(credits), wish.models(), wish.expiresAt(), wish.requestsPerSecond(), wish.concurrentTasks(),
                assets(wish, id));
    }

    private static Optional<AssetRights> assets(KeyRequest wish, String id) {
        boolean asEveryKey = wish.publicIdPrefixes().isEmpty() && wish.uploadPresets().isEmpty() && wish.overwrite().isEmpty();
        return asEveryKey
                ? Optional.empty()
                : Optional.of(new AssetRights(wish.publicIdPrefixes().orElseGet(() -> AssetRights.prefixesOf(id)),
                        wish.uploadPresets().orElse(List.of()), wish.overwrite().orElse(false)));
    }

    private static Answer answer(int status, ObjectNode body, Call call) {
        return Answer.envelope(status, body, List.of(), call.requestId()).with("Cache-Control", "no-store");
    }
}
