package dev.imagegen.local.money;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Json;
import dev.imagegen.local.providers.Call;
import dev.imagegen.local.providers.Provider;
import dev.imagegen.local.providers.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A provider of which everything is written down that it is asked and answers. */
final class Recorder implements Provider {

    private record Exchange(Call call, Reply reply) {}

    private final Provider provider;
    private final Runnable onSubmission;
    private final List<Exchange> exchanges = new ArrayList<>();

    /** @param onSubmission is run whenever a picture is ordered */
    Recorder(Provider provider, Runnable onSubmission) {
        this.provider = provider;
        this.onSubmission = onSubmission;
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public int paid() {
        return provider.paid();
    }

    @Override
    public Reply answer(Call call) throws InterruptedException {
        if (submission(call)) {
            onSubmission.run();
        }
        Reply reply = provider.answer(call);
        synchronized (exchanges) {
            exchanges.add(new Exchange(call, reply));
        }
        return reply;
    }

    private static boolean submission(Call call) {
        return call.method().equals("POST");
    }

    private Stream<Exchange> exchanges() {
        synchronized (exchanges) {
            return List.copyOf(exchanges).stream();
        }
    }

    /** The orders of pictures, whatever became of them. */
    List<Call> submissions() {
        return exchanges().map(Exchange::call).filter(Recorder::submission).toList();
    }

    /** The statuses of all whole answers. */
    List<Integer> statuses() {
        return exchanges().map(Exchange::reply)
                .flatMap(reply -> reply instanceof Reply.Whole whole ? Stream.of(whole.status()) : Stream.empty())
                .toList();
    }

    /** The seed that it told, in whichever of its answers. */
    long toldSeed() {
        return exchanges().map(Exchange::reply)
                .flatMap(Recorder::json)
                .flatMap(json -> Stream.of(json.path("seed"), json.path("result").path("seed")))
                .filter(JsonNode::isNumber)
                .findFirst()
                .orElseThrow()
                .longValue();
    }

    private static Stream<JsonNode> json(Reply reply) {
        return reply instanceof Reply.Whole whole && whole.contentType().startsWith("application/json")
                ? Stream.of(Json.parse(new String(whole.body(), StandardCharsets.UTF_8)))
                : Stream.empty();
    }
}
