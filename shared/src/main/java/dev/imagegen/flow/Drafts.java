package dev.imagegen.flow;

import dev.imagegen.access.ApiKey;
import dev.imagegen.asset.AssetRegistry;
import dev.imagegen.asset.PublicIdClaim;
import dev.imagegen.catalog.AllowedModels;
import dev.imagegen.catalog.Resolved;
import dev.imagegen.catalog.Resolver;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.GenerationRequest;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.PublicError;
import dev.imagegen.contract.RequestReader.Reading;
import dev.imagegen.contract.Target;
import dev.imagegen.task.Order;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskStore;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Says what requests come to. Nothing is written here. */
public final class Drafts {

    private final Resolver resolver;
    private final Recipients recipients;
    private final TaskStore tasks;
    private final Reuse reuse;
    private final PublicIdClaims claims;

    public Drafts(Resolver resolver, Recipients recipients, TaskStore tasks, AssetRegistry registry, Clock clock) {
        this.resolver = resolver;
        this.recipients = recipients;
        this.tasks = tasks;
        this.reuse = new Reuse(tasks, clock);
        this.claims = new PublicIdClaims(registry, tasks, clock);
    }

    /**
     * What a request of that caller comes to.
     *
     * @throws ImagegenException if the catalogue has no such model, the key may not use it, an address is forbidden, nothing can be
     *     signed for its client, its target is not for this key, or taken, or it costs more than it may
     */
    Draft of(ApiKey caller, Reading reading) {
        Draft draft = unlimited(caller, reading);
        checkPrice(draft, reading.request().maxCredits());
        return draft;
    }

    private static void checkPrice(Draft draft, OptionalInt most) {
        if (most.isPresent() && draft.credits() > most.getAsInt()) {
            String model = draft.order().model().id();
            throw new ImagegenException(new PublicError(ErrorCode.PRICE_ABOVE_LIMIT,
                    "This image costs %d credits with %s, and 'max_credits' allows %d. Raise it, or ask for a smaller size or a cheaper model."
                            .formatted(draft.credits(), model, most.getAsInt()),
                    Map.of("field", "max_credits", "credits", draft.credits(), "max_credits", most.getAsInt(), "model", model)));
        }
    }

    private Draft unlimited(ApiKey caller, Reading reading) {
        GenerationRequest request = reading.request();
        caller.assets().check(request.target());
        ForeignAddresses.check(request, recipients.rules());
        Resolved resolved = resolver.resolve(request, new StoredReferenceSizes(tasks, caller, request.references()),
                new AllowedModels(caller.limits().models()));
        Order order = order(request, resolved, recipients.of(caller.cloud(), request));
        Optional<PublicIdClaim> claim = claims.of(caller, request.target());
        List<Notice> notices = new ArrayList<>(reading.notices());
        notices.addAll(resolved.notices());
        if (request.notificationUrl().isPresent() && !request.async()) {
            notices.add(Notice.warning(
                    "The 'notification_url' was ignored: it is called for requests with \"async\": true only."));
        }
        if (!request.reuse()) {
            return new Draft(order, resolved.credits(), Optional.empty(), claim, notices);
        }
        if (!request.target().equals(Target.DEFAULT)) {
            notices.add(Notice.warning(
                    "'reuse' was ignored: an image with a place of its own, an upload preset or a short life is always made."));
            return new Draft(order, resolved.credits(), Optional.empty(), claim, notices);
        }
        Optional<Task> made = reuse.of(caller, order);
        made.ifPresent(task -> notices.add(Notice.info(
                "This image was made for an equal request before, at %s. Nothing was charged.".formatted(task.createdAt()))));
        return new Draft(order, made.isPresent() ? 0 : resolved.credits(), made, claim, notices);
    }

    private static Order order(GenerationRequest request, Resolved resolved, Optional<URI> told) {
        return new Order(
                request.operation(),
                resolved.model().name(),
                request.prompt(),
                resolved.size().width(),
                resolved.size().height(),
                resolved.format(),
                resolved.seed(),
                request.target(),
                request.references(),
                told,
                resolved.asked());
    }
}
