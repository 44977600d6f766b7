package dev.imagegen.engine.addon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.AsynchronousEngine;
import dev.imagegen.engine.Delivered;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Progress;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.Upstream;
import dev.imagegen.engine.http.Failures;
import dev.imagegen.engine.http.FoundImages;
import dev.imagegen.engine.http.ImageSource;
import dev.imagegen.engine.http.ImageTree;
import dev.imagegen.engine.http.ProviderHttp;
import dev.imagegen.engine.http.ResultDownload;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Draws with Cloudinary's add-on. What is to be kept it stores itself, under the same public id that we would have chosen;
 * what is temporary is fetched, and stored like the pictures of the other engines.
 */
public final class AddOnEngine implements AsynchronousEngine {

    private static final String NAME = "cloudinary";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Assumed: nobody says how soon each of its machines knows what one of them took. */
    private static final Duration UNKNOWN_AT_FIRST = Duration.ofSeconds(5);

    private final AddOnRequests requests;
    private final ReferenceShelf shelf;
    private final ProviderHttp http;
    private final FoundImages images;
    private final ManagedAssets managed;
    private final AddOnErrors errors;
    private final Clock clock;

    /**
     * @param settings its key is the API secret
     * @param webhook where Cloudinary says that an image is there: our task's id is added as the parameter {@code task}
     */
    public AddOnEngine(
            ProviderSettings settings, String cloud, String apiKey, Optional<URI> webhook, ReferenceShelf shelf,
            ProviderHttp http, Clock clock) {
        this.requests = new AddOnRequests(settings, cloud, apiKey, webhook);
        this.shelf = shelf;
        this.http = http;
        this.images = new FoundImages(NAME, settings, http);
        this.errors = new AddOnErrors(settings);
        this.managed = new ManagedAssets(requests, http, new ResultDownload(http, settings), errors);
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean repeatable() {
        return false;
    }

    /** It has prices of its own, and publishes none. */
    @Override
    public boolean pricedByCatalogue() {
        return false;
    }

    @Override
    public Progress generate(Drawing drawing) {
        List<URI> references = IntStream.range(0, drawing.references().size())
                .mapToObj(i -> shelf.put(drawing.taskId(), i, drawing.references().get(i)))
                .toList();
        AddOnAnswer answer = http.submit(
                requests.submission(drawing, references), drawing.providerModel().budget(), got -> {
                    if (!got.ok()) {
                        throw errors.ofSubmission(got, drawing);
                    }
                    AddOnAnswer taken = new AddOnAnswer(ImageTree.read(got));
                    if (taken.taskId().isEmpty() && taken.image().isEmpty() && taken.asset().isEmpty()) {
                        throw errors.ofImageless(got, taken.tree(), drawing);
                    }
                    return taken;
                });
        // Even if it says that the image is there: the id is written down before anything else is asked.
        return answer.taskId()
                .<Progress>map(id -> new Pending(
                        new Upstream(NAME, id, requests.task(id), clock.instant(), answer.microDollars())))
                .orElseGet(() -> finishedAtOnce(answer, drawing));
    }

    @Override
    public Progress ask(Upstream upstream, Drawing drawing) {
        if (images.atAddress(upstream)) {
            return images.ask(upstream, OptionalLong.empty());
        }
        // By the id, and not by the address of that time: the secret goes where the configuration of today says.
        Optional<AddOnAnswer> answer = http.ask(requests.get(requests.task(upstream.id())), PATIENCE, got -> {
            if (got.status() == 404) {
                return Optional.empty();
            }
            if (!got.ok()) {
                throw errors.ofQuestion(got, drawing);
            }
            return Optional.of(new AddOnAnswer(ImageTree.read(got)));
        });
        return answer.isPresent() ? progress(answer.get(), upstream, drawing) : notKnown(upstream, drawing);
    }

    @Override
    public boolean remembers(Drawing drawing) {
        return drawing.target() instanceof Target.Managed;
    }

    @Override
    public Optional<Progress> recall(Drawing drawing) {
        return switch (drawing.target()) {
            case Target.Managed target -> managed.madeBy(drawing, target)
                    .map(asset -> new Delivered(asset, drawing.seed(), OptionalLong.empty(), List.of()));
            case Target.Temporary _ -> Optional.empty();
        };
    }

    private Progress progress(AddOnAnswer answer, Upstream upstream, Drawing drawing) {
        if (!answer.readable()) {
            throw new EngineException(Failure.OVERLOADED, "Cloudinary's answer cannot be read.");
        }
        return switch (answer.status()) {
            case "completed", "complete", "succeeded", "success", "done" -> answer.asset()
                    .map(asset -> finished(asset, answer, upstream.microDollars(), drawing))
                    .or(() -> recall(drawing))
                    .or(() -> answer.image().map(image -> picture(image, answer, upstream.microDollars())))
                    .orElseThrow(() -> Failures.of(Failure.NO_IMAGE));
            case "failed", "failure", "error", "canceled", "cancelled" -> throw Failures.of(
                    answer.errorCategory().equals("user_error") ? Failure.REFUSED : Failure.BROKEN);
            // An answer that does not say how it stands, and has an image, is the image.
            case "" -> answer.image().<Progress>map(image -> picture(image, answer, upstream.microDollars())).orElse(new Pending(upstream));
            // A state that is not known yet: it is not an end.
            default -> new Pending(upstream);
        };
    }

    /** Cloudinary does not know the generation: not yet, or not any more. What it stored is there all the same. */
    private Progress notKnown(Upstream upstream, Drawing drawing) {
        boolean young = clock.instant().isBefore(upstream.acceptedAt().plus(UNKNOWN_AT_FIRST));
        return recall(drawing).or(() -> young ? Optional.of(new Pending(upstream)) : Optional.empty())
                .orElseThrow(() -> Failures.of(Failure.OUTCOME_UNKNOWN));
    }

    private Progress finishedAtOnce(AddOnAnswer answer, Drawing drawing) {
        Optional<JsonNode> asset = answer.asset().filter(there -> stored(there, drawing));
        if (asset.isEmpty()) {
            ImageSource image = answer.image().orElseThrow(() -> Failures.of(Failure.NO_IMAGE));
            OptionalLong seed = answer.asset().map(AddOnEngine::seed).orElse(OptionalLong.empty());
            return images.take(image, clock.instant(), seed, answer.microDollars());
        }
        try {
            return finished(asset.get(), answer, OptionalLong.empty(), drawing);
        } catch (EngineException e) {
            // Whatever went wrong, the image is paid for: nothing may take this for a reason to draw again.
            throw new EngineException(Failure.NO_IMAGE, "Cloudinary made the image, and it could not be fetched.", e);
        }
    }

    /** @param announced what it said at first that it costs */
    private Progress finished(JsonNode asset, AddOnAnswer answer, OptionalLong announced, Drawing drawing) {
        return stored(asset, drawing)
                ? new Delivered(managed.of(asset, drawing), seed(asset), cost(answer, announced), answer.notices())
                : new Picture(images.bytes(where(asset, answer)), seed(asset), cost(answer, announced), answer.notices());
    }

    /** At the address that the asset has, or wherever else it is in the answer. */
    private static ImageSource where(JsonNode asset, AddOnAnswer answer) {
        return Optional.of(asset.path("storage").path("secure_url").asText("").strip())
                .filter(address -> address.matches("(?is)(https?:)?//.+"))
                .<ImageSource>map(ImageSource.Address::new)
                .or(answer::image)
                .orElseThrow(() -> Failures.of(Failure.NO_IMAGE));
    }

    private Progress picture(ImageSource image, AddOnAnswer answer, OptionalLong announced) {
        return new Picture(images.bytes(image), OptionalLong.empty(), cost(answer, announced), answer.notices());
    }

    private static OptionalLong cost(AddOnAnswer answer, OptionalLong announced) {
        return answer.microDollars().isPresent() ? answer.microDollars() : announced;
    }

    private static boolean stored(JsonNode asset, Drawing drawing) {
        return drawing.target() instanceof Target.Managed
                && asset.path("storage").path("storage_type").asText("").equals("managed_asset");
    }

    private static OptionalLong seed(JsonNode asset) {
        JsonNode seed = asset.path("seed");
        return seed.isIntegralNumber() && seed.canConvertToLong() && seed.longValue() >= 0
                ? OptionalLong.of(seed.longValue())
                : OptionalLong.empty();
    }
}
