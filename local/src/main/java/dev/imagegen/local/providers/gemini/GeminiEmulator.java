package dev.imagegen.local.providers.gemini;

import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.Json;
import dev.imagegen.local.providers.Call;
import dev.imagegen.local.providers.Mishap;
import dev.imagegen.local.providers.Provider;
import dev.imagegen.local.providers.Reply;
import dev.imagegen.local.providers.Studio;
import dev.imagegen.time.Sleeper;
import java.time.Duration;
import java.util.Optional;

/** Takes orders for pictures as Google's Gemini does, and answers when they are made. */
public final class GeminiEmulator implements Provider {

    private static final String MODELS = "/v1beta/models/";
    private static final String DRAW = ":generateContent";

    private final String key;
    private final Studio studio;

    public GeminiEmulator(String key, Sleeper sleeper) {
        this(key, sleeper, Duration.ZERO);
    }

    /** @param usual how long a picture takes */
    public GeminiEmulator(String key, Sleeper sleeper, Duration usual) {
        this.key = key;
        this.studio = new Studio(sleeper, usual);
    }

    @Override
    public String name() {
        return "gemini";
    }

    @Override
    public int paid() {
        return studio.paid();
    }

    @Override
    public Reply answer(Call call) {
        try {
            checkKey(call);
            return route(call);
        } catch (GeminiRefusal refusal) {
            return refusal.reply();
        }
    }

    /** In the query it would end up in logs; there it counts as none. */
    private void checkKey(Call call) {
        String given = call.header("x-goog-api-key").orElseThrow(GeminiRefusal::noKey);
        if (call.query().isPresent()) {
            throw GeminiRefusal.unknownField(call.query().get().split("=", 2)[0], "query");
        }
        if (!given.equals(key)) {
            throw GeminiRefusal.badKey();
        }
    }

    private Reply route(Call call) {
        boolean draw = call.path().endsWith(DRAW);
        if (!call.path().startsWith(MODELS) || !call.method().equals(draw ? "POST" : "GET")) {
            return Reply.text(404, "The requested URL was not found on this server.");
        }
        String name = call.path().substring(MODELS.length(), call.path().length() - (draw ? DRAW.length() : 0));
        GeminiModel model = GeminiModel.of(name).orElseThrow(() -> GeminiRefusal.unknownModel(name));
        return draw
                ? draw(GeminiOrder.read(model, call.body()))
                : Reply.json(200, Json.object().put("name", "models/" + name));
    }

    private Reply draw(GeminiOrder order) {
        Optional<Mishap> mishap = Mishap.of(order.prompt());
        return mishap.isPresent() ? fail(order, mishap.get()) : made(order, order.size());
    }

    private Reply fail(GeminiOrder order, Mishap mishap) {
        return switch (mishap) {
            case REFUSE_INPUT -> GeminiAnswers.blocked(order);
            case REFUSE_OUTPUT -> GeminiAnswers.withheld(order);
            case RATE_LIMIT, RATE_LIMIT_2S -> throw GeminiRefusal.rateLimit(mishap);
            case OVERLOAD, OVERLOAD_2S -> throw GeminiRefusal.overloaded(mishap);
            case OVERLOAD_BILLED -> {
                Reply.Whole made = made(order, order.size());
                if (studio.first(order.prompt())) {
                    throw GeminiRefusal.overloaded(mishap);
                }
                yield made;
            }
            case WRONG_ADDRESS -> Reply.page(404, "Error 404 (Not Found)!!1");
            case BREAK -> {
                studio.make(1, order.prompt());
                throw GeminiRefusal.broken();
            }
            case NO_FUNDS -> throw GeminiRefusal.noFunds();
            case BAD_KEY -> throw GeminiRefusal.badKey();
            case RETIRED -> {
                if (order.model().successor()) {
                    yield made(order, order.size());
                }
                throw GeminiRefusal.unknownModel(order.model().word());
            }
            case REJECT -> throw GeminiRefusal.invalid("Request contains an invalid argument.");
            case CUT_BEFORE -> new Reply.Cut();
            case CUT -> {
                studio.make(1, order.prompt());
                yield new Reply.Cut();
            }
            case CUT_MIDDLE -> new Reply.Half(made(order, order.size()));
            case EMPTY -> GeminiAnswers.nothing(order);
            case PROSE -> GeminiAnswers.words(order);
            case WRONG_SIZE -> made(order, new Pixels(order.size().width() / 2, order.size().height() / 2));
            case GARBAGE -> {
                studio.make(1, order.prompt());
                yield Reply.text(200, "upstream says hello");
            }
            case EXPIRED, NEVER -> made(order, order.size());
        };
    }

    private Reply.Whole made(GeminiOrder order, Pixels size) {
        studio.make(1, order.prompt());
        return GeminiAnswers.picture(order, size);
    }
}
