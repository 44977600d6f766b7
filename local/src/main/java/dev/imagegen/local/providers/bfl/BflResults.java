package dev.imagegen.local.providers.bfl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import dev.imagegen.local.providers.Call;
import dev.imagegen.local.providers.EndingAddress;
import dev.imagegen.local.providers.Mishap;
import dev.imagegen.local.providers.Piece;
import dev.imagegen.local.providers.Reply;
import dev.imagegen.local.providers.Workbench;
import java.time.Duration;

/** Says how far a picture is, and gives it away. */
final class BflResults {

    static final String FILES = "/results/";

    private final Workbench<BflWish> bench;
    private final EndingAddress addresses;

    BflResults(Workbench<BflWish> bench, EndingAddress addresses) {
        this.bench = bench;
        this.addresses = addresses;
    }

    Reply answer(Call call) {
        String id = call.parameter("id").orElse("");
        String host = call.base().getHost();
        ObjectNode answer = Json.object().put("id", id);
        bench.find(id)
                .filter(piece -> piece.wish().askedAt().map(host::equals).orElse(true))
                .ifPresentOrElse(piece -> state(answer, piece, call), () -> answer.put("status", "Task not found"));
        return Reply.json(200, answer);
    }

    private void state(ObjectNode answer, Piece<BflWish> piece, Call call) {
        int question = piece.questions().incrementAndGet();
        answer.putNull("result").putNull("progress").putNull("details");
        if (question == 1) {
            answer.put("status", "Pending");
        } else if (question == 2 || !bench.ready(piece)) {
            answer.put("status", "Generating");
        } else if (piece.wish().fails()) {
            answer.put("status", "Error");
        } else if (piece.wish().has(Mishap.REFUSE_INPUT) || piece.wish().has(Mishap.REFUSE_OUTPUT)) {
            answer.put("status", piece.wish().has(Mishap.REFUSE_INPUT) ? "Request Moderated" : "Content Moderated");
            answer.putObject("details").putArray("Moderation Reasons").add("Derivative Works");
        } else {
            answer.put("status", "Ready").set("result", ready(piece, call));
        }
    }

    private ObjectNode ready(Piece<BflWish> piece, Call call) {
        BflWish wish = piece.wish();
        if (wish.has(Mishap.EMPTY) || wish.has(Mishap.PROSE)) {
            return Json.object().putNull("sample");
        }
        boolean expired = piece.addresses().getAndIncrement() == 0 && wish.has(Mishap.EXPIRED);
        String path = FILES + piece.id() + "." + wish.format().extension();
        return Json.object()
                .put("sample", call.base() + (expired ? addresses.ended(path) : addresses.of(path)))
                .put("prompt", wish.prompt())
                .put("seed", wish.seed())
                .put("start_time", piece.acceptedAt().getEpochSecond())
                .put("end_time", piece.readyAt().getEpochSecond())
                .put("duration", Duration.between(piece.acceptedAt(), piece.readyAt()).toMillis() / 1000.0);
    }

    Reply file(Call call) {
        if (call.header("x-key").isPresent()) {
            return Reply.text(400, "The key must not be sent to where the pictures are");
        }
        if (!addresses.admits(call)) {
            return Reply.text(403, "<Error><Code>AuthenticationFailed</Code></Error>");
        }
        String id = call.path().substring(FILES.length()).replaceFirst("\\..*", "");
        return bench.find(id)
                .<Reply>map(piece -> Reply.bytes(piece.wish().format().mediaType(), piece.wish().draw()))
                .orElseGet(() -> Reply.text(404, "<Error><Code>BlobNotFound</Code></Error>"));
    }
}
