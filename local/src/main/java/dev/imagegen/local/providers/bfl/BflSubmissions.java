package dev.imagegen.local.providers.bfl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.local.providers.Call;
import dev.imagegen.local.providers.Mishap;
import dev.imagegen.local.providers.Reply;
import dev.imagegen.local.providers.Workbench;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Takes what is to be drawn, or does not. */
final class BflSubmissions {

    private static final Duration FOREVER = Duration.ofDays(1);
    private static final int USUAL_SIDE = 1024;

    private final Workbench<BflWish> bench;
    private final RandomGenerator random;
    private final Duration drawing;
    private final AtomicInteger paid = new AtomicInteger();
    private final Set<String> first = ConcurrentHashMap.newKeySet();

    BflSubmissions(Workbench<BflWish> bench, RandomGenerator random, Duration drawing) {
        this.bench = bench;
        this.random = random;
        this.drawing = drawing;
    }

    int paid() {
        return paid.get();
    }

    Reply answer(Call call, BflModel model) {
        if (!call.header("Content-Type").orElse("").startsWith("application/json")) {
            return BflReplies.mistakes(mistake("model_attributes_type", "Input should be a valid dictionary", "body"));
        }
        JsonNode body;
        try {
            body = Json.parseForeign(call.body());
        } catch (ImagegenException notJson) {
            return BflReplies.mistakes(mistake("json_invalid", "JSON decode error", "body"));
        }
        if (!body.isObject()) {
            return BflReplies.mistakes(mistake("model_attributes_type", "Input should be a valid dictionary", "body"));
        }
        BflCheck check = new BflCheck(body, model);
        if (!check.mistakes().isEmpty()) {
            return BflReplies.mistakes(check.mistakes());
        }
        String prompt = body.path("prompt").textValue();
        return Mishap.of(prompt).flatMap(BflSubmissions::refusal).orElseGet(() -> taken(call, body, check, model));
    }

    /** What goes wrong before anything is taken. */
    private static Optional<Reply> refusal(Mishap mishap) {
        return Optional.ofNullable(switch (mishap) {
            case RATE_LIMIT -> BflReplies.tooMany();
            case RATE_LIMIT_2S -> BflReplies.tooMany().with("Retry-After", "2");
            case OVERLOAD -> BflReplies.unavailable();
            case OVERLOAD_2S -> BflReplies.unavailable().with("Retry-After", "2");
            case WRONG_ADDRESS -> Reply.page(404, "404 Not Found");
            case NO_FUNDS -> BflReplies.detail(402, "Insufficient credits");
            case BAD_KEY -> BflReplies.badKey();
            case RETIRED -> BflReplies.detail(404, "Not Found");
            case REJECT -> BflReplies.mistakes(mistake("greater_than_equal", "Input should be larger", "body", "width"));
            case CUT_BEFORE -> new Reply.Cut();
            case REFUSE_INPUT, REFUSE_OUTPUT, OVERLOAD_BILLED, BREAK, CUT, CUT_MIDDLE, EMPTY, PROSE, WRONG_SIZE, GARBAGE,
                    EXPIRED, NEVER -> null;
        });
    }

    private Reply taken(Call call, JsonNode body, BflCheck check, BflModel model) {
        boolean webhook = body.hasNonNull("webhook_url");
        String askedAt = otherHost(call.base().getHost());
        BflWish wish = new BflWish(
                body.path("prompt").textValue(),
                body.path("width").asInt(USUAL_SIDE),
                body.path("height").asInt(USUAL_SIDE),
                body.path("output_format").asText("jpeg").equals("png") ? ImageFormat.PNG : ImageFormat.JPEG,
                body.path("seed").asLong(Integer.toUnsignedLong(random.nextInt())),
                webhook ? Optional.empty() : Optional.of(askedAt));
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        Duration takes = wish.has(Mishap.NEVER) ? FOREVER : Mishap.slow(wish.prompt()).orElse(drawing);
        if (bench.accept(id, wish, takes).isEmpty()) {
            return BflReplies.tooMany();
        }
        if (wish.made()) {
            paid.incrementAndGet();
        }
        ObjectNode answer = Json.object().put("id", id);
        if (webhook) {
            answer.put("status", "Pending").put("webhook_url", body.path("webhook_url").asText());
        } else {
            String base = call.base().toString().replaceFirst("//[^:/]+", "//" + askedAt);
            answer.put("polling_url", base + "/v1/get_result?id=" + id);
        }
        answer.put("cost", model.cents(wish.width(), wish.height(), check.references()).doubleValue())
                .put("input_mp", megapixels(check.references().stream().mapToLong(ImageHeader::pixels).sum()))
                .put("output_mp", megapixels((long) wish.width() * wish.height()));
        return said(wish, Reply.json(200, answer));
    }

    private Reply said(BflWish wish, Reply.Whole answer) {
        return wish.mishap().<Reply>map(mishap -> switch (mishap) {
            case BREAK -> Reply.text(500, "<html><body>Internal Server Error</body></html>");
            case CUT -> new Reply.Cut();
            case CUT_MIDDLE -> new Reply.Half(answer);
            case GARBAGE -> Reply.text(200, "<html><body>Welcome</body></html>");
            case OVERLOAD_BILLED -> first.add(wish.prompt()) ? BflReplies.unavailable() : answer;
            case REFUSE_INPUT, REFUSE_OUTPUT, RATE_LIMIT, RATE_LIMIT_2S, OVERLOAD, OVERLOAD_2S, NO_FUNDS, BAD_KEY, RETIRED,
                    WRONG_ADDRESS, REJECT, CUT_BEFORE, EMPTY, PROSE, WRONG_SIZE, EXPIRED, NEVER -> answer;
        }).orElse(answer);
    }

    private static String otherHost(String host) {
        return switch (host) {
            case "127.0.0.1" -> "localhost";
            case "localhost" -> "127.0.0.1";
            default -> host;
        };
    }

    private static double megapixels(long pixels) {
        return BigDecimal.valueOf(100 * pixels >> 20, 2).doubleValue();
    }

    private static ArrayNode mistake(String type, String message, String... place) {
        ArrayNode list = Json.array();
        ArrayNode loc = list.addObject().put("type", type).put("msg", message).putArray("loc");
        for (String part : place) {
            loc.add(part);
        }
        return list;
    }
}
