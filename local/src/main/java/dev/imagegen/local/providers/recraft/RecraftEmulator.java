package dev.imagegen.local.providers.recraft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.Json;
import dev.imagegen.local.providers.Call;
import dev.imagegen.local.providers.Gradient;
import dev.imagegen.local.providers.Mishap;
import dev.imagegen.local.providers.Provider;
import dev.imagegen.local.providers.Reply;
import dev.imagegen.local.providers.Studio;
import dev.imagegen.time.Sleeper;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Takes orders for pictures as Recraft does, and answers when they are made. */
public final class RecraftEmulator implements Provider {

    private static final String PICTURES = "/pictures/";

    private final String key;
    private final Clock clock;
    private final Studio studio;
    private final Map<String, Reply.Whole> pictures = new ConcurrentHashMap<>();

    public RecraftEmulator(String key, Clock clock, Sleeper sleeper) {
        this(key, clock, sleeper, Duration.ZERO);
    }

    /** @param usual how long a picture takes */
    public RecraftEmulator(String key, Clock clock, Sleeper sleeper, Duration usual) {
        this.key = key;
        this.clock = clock;
        this.studio = new Studio(sleeper, usual);
    }

    @Override
    public String name() {
        return "recraft";
    }

    @Override
    public int paid() {
        return studio.paid();
    }

    @Override
    public Reply answer(Call call) {
        try {
            if (call.method().equals("GET") && call.path().startsWith(PICTURES)) {
                return picture(call.path());
            }
            if (!call.header("Authorization").equals(Optional.of("Bearer " + key))) {
                throw RecraftRefusal.unauthorized();
            }
            return switch (call.method() + " " + call.path()) {
                case "POST /v1/images/generations" -> draw(call, RecraftOrder.generation(call));
                case "POST /v1/images/imageToImage" -> draw(call, RecraftOrder.imageToImage(call));
                case "GET /v1/users/me" -> Reply.json(200, Json.object().put("id", "local").put("credits", 1000));
                default -> throw RecraftRefusal.notFound();
            };
        } catch (RecraftRefusal refusal) {
            return refusal.reply();
        }
    }

    private Reply picture(String path) {
        return Optional.ofNullable(pictures.get(path)).orElseThrow(RecraftRefusal::notFound);
    }

    private Reply draw(Call call, RecraftOrder order) {
        Optional<Mishap> mishap = Mishap.of(order.prompt());
        return mishap.isPresent() ? fail(call, order, mishap.get()) : made(call, order, order.size());
    }

    private Reply fail(Call call, RecraftOrder order, Mishap mishap) {
        return switch (mishap) {
            case REFUSE_INPUT -> throw RecraftRefusal.json(400, "rejected", "The prompt was rejected by moderation");
            case REFUSE_OUTPUT -> {
                studio.make(order.count(), order.prompt());
                throw RecraftRefusal.text(422, "the generated image was blocked: nsfw");
            }
            case RATE_LIMIT -> throw RecraftRefusal.text(429, "too many requests");
            case RATE_LIMIT_2S -> throw RecraftRefusal.text(429, "too many requests").retryAfter(2);
            case OVERLOAD -> throw RecraftRefusal.unavailable();
            case OVERLOAD_2S -> throw RecraftRefusal.unavailable().retryAfter(2);
            case OVERLOAD_BILLED -> {
                Reply.Whole made = made(call, order, order.size());
                if (studio.first(order.prompt())) {
                    throw RecraftRefusal.unavailable();
                }
                yield made;
            }
            case WRONG_ADDRESS -> Reply.page(404, "404 Not Found");
            case BREAK -> {
                studio.make(order.count(), order.prompt());
                throw RecraftRefusal.text(500, "internal server error");
            }
            case NO_FUNDS -> throw RecraftRefusal.json(400, "not_enough_credits", "not enough credits");
            case BAD_KEY -> throw RecraftRefusal.unauthorized();
            case RETIRED -> throw RecraftRefusal.json(404, "model_not_found", "unknown model");
            case REJECT -> throw RecraftRefusal.field("unsupported size " + order.size());
            case CUT_BEFORE -> new Reply.Cut();
            case CUT -> {
                studio.make(order.count(), order.prompt());
                yield new Reply.Cut();
            }
            case CUT_MIDDLE -> new Reply.Half(made(call, order, order.size()));
            case EMPTY, PROSE -> {
                ObjectNode body = head(0);
                body.putArray("data");
                yield Reply.json(200, body);
            }
            case WRONG_SIZE -> made(call, order, new Pixels(order.size().width() / 2, order.size().height() / 2));
            case GARBAGE -> {
                studio.make(order.count(), order.prompt());
                yield Reply.text(200, "upstream says hello");
            }
            case EXPIRED -> {
                Reply.Whole made = made(call, order, order.size());
                pictures.clear();
                yield made;
            }
            case NEVER -> made(call, order, order.size());
        };
    }

    private Reply.Whole made(Call call, RecraftOrder order, Pixels size) {
        studio.make(order.count(), order.prompt());
        ObjectNode body = head(order.count() * order.model().units());
        for (int i = 0; i < order.count(); i++) {
            byte[] picture = Gradient.of(size.width(), size.height(), order.format(), order.seed() + i);
            String id = "%08x-%d-%d".formatted(order.seed(), studio.paid(), i);
            ObjectNode entry = body.withArray("data").addObject().put("image_id", id);
            if (order.byUrl()) {
                entry.put("url", shelved(call.base(), id, Reply.bytes(order.format().mediaType(), picture)).toString());
            } else {
                entry.put("b64_json", picture);
            }
        }
        return new Reply.Whole(200, "application/json", Json.bytes(body), Map.of());
    }

    private URI shelved(URI base, String id, Reply.Whole picture) {
        pictures.put(PICTURES + id, picture);
        return URI.create(base + PICTURES + id);
    }

    private ObjectNode head(int units) {
        return Json.object().put("created", clock.instant().getEpochSecond()).put("credits", units);
    }
}
