package dev.imagegen.flow;

import dev.imagegen.access.ApiKey;
import dev.imagegen.asset.AssetRegistry;
import dev.imagegen.asset.PublicIdClaim;
import dev.imagegen.asset.PublicIdHold;
import dev.imagegen.asset.PublicIdTakenException;
import dev.imagegen.contract.Target;
import dev.imagegen.task.TaskStore;
import java.time.Clock;
import java.util.Optional;

/** Decides who may have an image stored under a public id. Nothing is written here. */
final class PublicIdClaims {

    private final AssetRegistry registry;
    private final TaskStore tasks;
    private final Clock clock;

    PublicIdClaims(AssetRegistry registry, TaskStore tasks, Clock clock) {
        this.registry = registry;
        this.tasks = tasks;
        this.clock = clock;
    }

    /**
     * What a request has to claim when it is accepted: nothing if it names no public id, or holds it already.
     *
     * @throws PublicIdTakenException if somebody holds it, and this key may not replace what lies there
     */
    Optional<PublicIdClaim> of(ApiKey caller, Target target) {
        return target instanceof Target.Managed managed
                ? managed.publicId().flatMap(publicId -> of(caller, publicId))
                : Optional.empty();
    }

    private Optional<PublicIdClaim> of(ApiKey caller, String publicId) {
        Optional<PublicIdHold> hold = registry.holder(caller.cloud(), publicId);
        boolean free = hold.isEmpty() || isOver(hold.get());
        if (free || own(caller, hold.get()) && !hold.get().stored()) {
            return Optional.of(new PublicIdClaim(caller.cloud(), publicId, hold.map(PublicIdHold::taskId)));
        }
        if (caller.root() || own(caller, hold.get())) {
            // The root key replaces whatever is there, and what one has oneself needs no claim.
            return Optional.empty();
        }
        throw new PublicIdTakenException();
    }

    private static boolean own(ApiKey caller, PublicIdHold hold) {
        return caller.assets().overwrite() && hold.apiKey().equals(caller.id());
    }

    /** Its task failed, was cancelled, is forgotten, or stored its image elsewhere. */
    private boolean isOver(PublicIdHold hold) {
        return !hold.stored()
                && tasks.find(hold.taskId())
                        .filter(task -> !task.state().terminal() && !task.forgotten(clock.instant()))
                        .isEmpty();
    }
}
