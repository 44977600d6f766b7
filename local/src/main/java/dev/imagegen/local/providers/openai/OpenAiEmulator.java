package dev.imagegen.local.providers.openai;

import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.Json;
import dev.imagegen.local.providers.Call;
import dev.imagegen.local.providers.Mishap;
import dev.imagegen.local.providers.Provider;
import dev.imagegen.local.providers.Reply;
import dev.imagegen.local.providers.Studio;
import dev.imagegen.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Takes orders for pictures as OpenAI does, and answers when they are made. */
public final class OpenAiEmulator implements Provider {

    private static final String MODELS = "/v1/models/";

    private final String key;
    private final Clock clock;
    private final Studio studio;

    public OpenAiEmulator(String key, Clock clock, Sleeper sleeper) {
        this(key, clock, sleeper, Duration.ZERO);
    }

    /** @param usual how long a picture takes */
    public OpenAiEmulator(String key, Clock clock, Sleeper sleeper, Duration usual) {
        this.key = key;
        this.clock = clock;
        this.studio = new Studio(sleeper, usual);
    }

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public int paid() {
        return studio.paid();
    }

    @Override
    public Reply answer(Call call) {
        try {
            checkKey(call);
            return switch (call.path()) {
                case "/v1/images/generations" -> draw(OpenAiOrder.read(OpenAiFields.ofJson(posted(call)), false));
                case "/v1/images/edits" -> draw(OpenAiOrder.read(OpenAiFields.ofForm(posted(call)), true));
                default -> model(call);
            };
        } catch (OpenAiRefusal refusal) {
            return refusal.reply();
        }
    }

    private void checkKey(Call call) {
        String authorization = call.header("Authorization").orElseThrow(() -> OpenAiRefusal.key(null));
        if (!authorization.equals("Bearer " + key)) {
            throw OpenAiRefusal.key("invalid_api_key");
        }
    }

    private static Call posted(Call call) {
        if (!call.method().equals("POST")) {
            throw OpenAiRefusal.noSuchAddress(405, call.method(), call.path());
        }
        return call;
    }

    private static Reply model(Call call) {
        if (!call.method().equals("GET") || !call.path().startsWith(MODELS)) {
            throw OpenAiRefusal.noSuchAddress(404, call.method(), call.path());
        }
        String name = call.path().substring(MODELS.length());
        OpenAiModel model = OpenAiModel.of(name).orElseThrow(() -> OpenAiRefusal.unknownModel(name));
        return Reply.json(200, Json.object().put("id", model.word()).put("object", "model").put("owned_by", "system"));
    }

    private Reply draw(OpenAiOrder order) {
        Optional<Mishap> mishap = Mishap.of(order.prompt());
        return mishap.isPresent() ? fail(order, mishap.get()) : made(order, order.size());
    }

    private Reply fail(OpenAiOrder order, Mishap mishap) {
        return switch (mishap) {
            case REFUSE_INPUT -> throw OpenAiRefusal.moderation("input", order.prompt().length() % 2 == 0);
            case REFUSE_OUTPUT -> {
                studio.make(order.count(), order.prompt());
                throw OpenAiRefusal.moderation("output", true);
            }
            case RATE_LIMIT, RATE_LIMIT_2S -> throw OpenAiRefusal.rateLimit(mishap);
            case OVERLOAD, OVERLOAD_2S -> throw OpenAiRefusal.overloaded(mishap);
            case OVERLOAD_BILLED -> {
                Reply.Whole made = made(order, order.size());
                if (studio.first(order.prompt())) {
                    throw OpenAiRefusal.overloaded(mishap);
                }
                yield made;
            }
            case WRONG_ADDRESS -> Reply.page(404, "404 Not Found");
            case BREAK -> {
                studio.make(order.count(), order.prompt());
                throw OpenAiRefusal.broken();
            }
            case NO_FUNDS -> throw OpenAiRefusal.noFunds();
            case BAD_KEY -> throw OpenAiRefusal.key("invalid_api_key");
            case RETIRED -> throw OpenAiRefusal.unknownModel(order.model().word());
            case REJECT -> throw OpenAiRefusal.field("invalid_value", "size", "Invalid value for 'size'.");
            case CUT_BEFORE -> new Reply.Cut();
            case CUT -> {
                studio.make(order.count(), order.prompt());
                yield new Reply.Cut();
            }
            case CUT_MIDDLE -> new Reply.Half(made(order, order.size()));
            case EMPTY, PROSE -> OpenAiAnswers.empty(clock.instant());
            case WRONG_SIZE -> made(order, new Pixels(order.size().width() / 2, order.size().height() / 2));
            case GARBAGE -> {
                studio.make(order.count(), order.prompt());
                yield Reply.text(200, "upstream says hello");
            }
            case EXPIRED, NEVER -> made(order, order.size());
        };
    }

    private Reply.Whole made(OpenAiOrder order, Pixels size) {
        studio.make(order.count(), order.prompt());
        return OpenAiAnswers.pictures(order, size, clock.instant());
    }
}
