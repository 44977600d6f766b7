package dev.imagegen.local.providers.ideogram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import dev.imagegen.local.providers.Call;
import dev.imagegen.local.providers.Mishap;
import dev.imagegen.local.providers.Piece;
import dev.imagegen.local.providers.Reply;
import dev.imagegen.local.providers.Workbench;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Takes what is to be drawn, or does not. */
final class IdeogramSubmissions {

    private static final Duration FOREVER = Duration.ofDays(2);

    private final Workbench<IdeogramWish> bench;
    private final IdeogramResults results;
    private final RandomGenerator random;
    private final Duration drawing;
    private final int ceiling;
    private final AtomicInteger paid = new AtomicInteger();
    private final Set<String> first = ConcurrentHashMap.newKeySet();

    IdeogramSubmissions(Workbench<IdeogramWish> bench, IdeogramResults results, RandomGenerator random, Duration drawing,
            int ceiling) {
        this.bench = bench;
        this.results = results;
        this.random = random;
        this.drawing = drawing;
        this.ceiling = ceiling;
    }

    int paid() {
        return paid.get();
    }

    Reply answer(Call call) {
        JsonNode body;
        try {
            body = Json.parseForeign(call.body());
        } catch (ImagegenException notJson) {
            return IdeogramReplies.problem("Failed to read request");
        }
        if (!body.isObject() || !call.header("Content-Type").orElse("").startsWith("application/json")) {
            return IdeogramReplies.problem("Failed to read request");
        }
        Optional<Reply> refusal = IdeogramCheck.refusal(body);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        IdeogramWish wish = IdeogramWish.of(body, random.nextInt(Integer.MAX_VALUE));
        if (call.parameter("dry_run").filter("true"::equals).isPresent()) {
            return quote(wish);
        }
        if (Mishap.asked(wish.prompt(), "refuse-bare")) {
            return Reply.json(422, Json.object());
        }
        return wish.mishap().flatMap(this::refusal).orElseGet(() -> taken(call, body, wish));
    }

    /** What goes wrong before anything is taken. */
    private Optional<Reply> refusal(Mishap mishap) {
        return Optional.ofNullable(switch (mishap) {
            case REFUSE_INPUT -> IdeogramReplies.error(422, "Prompt provided failed safety check");
            case RATE_LIMIT -> IdeogramReplies.tooMany(ceiling);
            case RATE_LIMIT_2S -> IdeogramReplies.tooMany(ceiling).with("Retry-After", "2");
            case OVERLOAD -> IdeogramReplies.unavailable();
            case OVERLOAD_2S -> IdeogramReplies.unavailable().with("Retry-After", "2");
            case WRONG_ADDRESS -> Reply.page(404, "404 Not Found");
            case NO_FUNDS -> IdeogramReplies.noFunds();
            case BAD_KEY -> IdeogramReplies.badKey();
            case RETIRED -> IdeogramReplies.notFound();
            case REJECT -> IdeogramReplies.error(400, "The resolution is not supported");
            case CUT_BEFORE -> new Reply.Cut();
            case REFUSE_OUTPUT, OVERLOAD_BILLED, BREAK, CUT, CUT_MIDDLE, EMPTY, PROSE, WRONG_SIZE, GARBAGE, EXPIRED, NEVER ->
                null;
        });
    }

    private Reply taken(Call call, JsonNode body, IdeogramWish wish) {
        boolean later = body.path("async").asBoolean() || body.has("webhook_url");
        Duration takes = wish.has(Mishap.NEVER) ? FOREVER : Mishap.slow(wish.prompt()).orElse(drawing);
        String id = Long.toUnsignedString(random.nextLong(), 36) + Long.toUnsignedString(random.nextLong(), 36);
        Optional<Piece<IdeogramWish>> piece = bench.accept(id, wish, later ? takes : Duration.ZERO);
        if (piece.isEmpty()) {
            return IdeogramReplies.tooMany(ceiling);
        }
        if (wish.made()) {
            paid.incrementAndGet();
        }
        ObjectNode answer = Json.object().put("generation_id", id).put("seed", wish.seed());
        if (!later) {
            answer.put("generation_kind", "sampling").set("data", results.data(piece.get(), call));
        }
        return said(wish, Reply.json(200, answer));
    }

    private Reply said(IdeogramWish wish, Reply.Whole answer) {
        return wish.mishap().<Reply>map(mishap -> switch (mishap) {
            case BREAK -> Reply.text(500, "Internal Server Error");
            case CUT -> new Reply.Cut();
            case CUT_MIDDLE -> new Reply.Half(answer);
            case GARBAGE -> Reply.text(200, "<html><body>Welcome</body></html>");
            case OVERLOAD_BILLED -> first.add(wish.prompt()) ? IdeogramReplies.unavailable() : answer;
            case REFUSE_INPUT, REFUSE_OUTPUT, RATE_LIMIT, RATE_LIMIT_2S, OVERLOAD, OVERLOAD_2S, NO_FUNDS, BAD_KEY, RETIRED,
                    WRONG_ADDRESS, REJECT, CUT_BEFORE, EMPTY, PROSE, WRONG_SIZE, EXPIRED, NEVER -> answer;
        }).orElse(answer);
    }

    private static Reply quote(IdeogramWish wish) {
        return Reply.json(200, Json.object()
                .put("object", "price_quote")
                .put("billing_identifier", "ideogram-4")
                .put("quantity", 1)
                .put("usd_micros", wish.speed().microDollars())
                .put("credit_millis", wish.speed().microDollars() / 10)
                .put("qualifier", wish.speed().word()));
    }
}
