package dev.imagegen.local.providers.ideogram;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Json;
import dev.imagegen.local.providers.Call;
import dev.imagegen.local.providers.EndingAddress;
import dev.imagegen.local.providers.Mishap;
import dev.imagegen.local.providers.Piece;
import dev.imagegen.local.providers.Reply;
import dev.imagegen.local.providers.Workbench;

/** Says how far a picture is, and gives it away. */
final class IdeogramResults {

    static final String GENERATIONS = "/v2/generations/";
    static final String FILES = "/api/images/ephemeral/";

    private final Workbench<IdeogramWish> bench;
    private final EndingAddress addresses;

    IdeogramResults(Workbench<IdeogramWish> bench, EndingAddress addresses) {
        this.bench = bench;
        this.addresses = addresses;
    }

    Reply answer(Call call) {
        return bench.find(call.path().substring(GENERATIONS.length()))
                .<Reply>map(piece -> Reply.json(200, state(piece, call)))
                .orElseGet(IdeogramReplies::notFound);
    }

    private ObjectNode state(Piece<IdeogramWish> piece, Call call) {
        IdeogramWish wish = piece.wish();
        ObjectNode answer = Json.object().put("generation_id", piece.id()).put("created", piece.acceptedAt().toString());
        if (piece.questions().incrementAndGet() == 1 || !bench.ready(piece)) {
            return answer.put("status", "pending");
        }
        if (wish.failure().isPresent()) {
            return answer.put("status", "failed").put("failure_reason", wish.failure().get());
        }
        return answer.put("status", "completed")
                .put("usage_cost_usd_micros", wish.speed().microDollars())
                .set("data", data(piece, call));
    }

    /** The one picture; or none, if that is what goes wrong. */
    ArrayNode data(Piece<IdeogramWish> piece, Call call) {
        IdeogramWish wish = piece.wish();
        ArrayNode data = Json.array();
        if (wish.has(Mishap.EMPTY) || wish.has(Mishap.PROSE)) {
            return data;
        }
        ObjectNode item = data.addObject()
                .put("prompt", wish.prompt())
                .put("resolution", wish.resolution())
                .put("seed", wish.seed())
                .put("is_image_safe", !wish.has(Mishap.REFUSE_OUTPUT));
        if (wish.has(Mishap.REFUSE_OUTPUT)) {
            item.putNull("url");
        } else {
            boolean expired = piece.addresses().getAndIncrement() == 0 && wish.has(Mishap.EXPIRED);
            String path = FILES + piece.id() + ".png";
            item.put("url", call.base() + (expired ? addresses.ended(path) : addresses.of(path)));
        }
        return data;
    }

    Reply file(Call call) {
        if (call.header("Api-Key").isPresent()) {
            return Reply.text(400, "The key must not be sent to where the pictures are");
        }
        if (!addresses.admits(call)) {
            return Reply.text(403, "Forbidden");
        }
        return bench.find(call.path().substring(FILES.length()).replace(".png", ""))
                .<Reply>map(piece -> Reply.bytes(ImageFormat.PNG.mediaType(), piece.wish().draw()))
                .orElseGet(() -> Reply.text(404, "Not found"));
    }
}
