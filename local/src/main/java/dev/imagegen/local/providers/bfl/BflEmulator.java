package dev.imagegen.local.providers.bfl;

import dev.imagegen.contract.Json;
import dev.imagegen.local.providers.Call;
import dev.imagegen.local.providers.EndingAddress;
import dev.imagegen.local.providers.Provider;
import dev.imagegen.local.providers.Reply;
import dev.imagegen.local.providers.Workbench;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Black Forest Labs. A picture is to be asked for at another host than the one that took it, as with the real clusters; the
 * first answer is always {@code Pending}, and the second a state that no description knows. The word {@code emulate:fail}
 * gives the state {@code Error}. It fetches no references, and calls no webhooks.
 */
public final class BflEmulator implements Provider {

    public static final int CEILING = 24;
    public static final Duration DRAWING = Duration.ofMillis(200);
    public static final Duration ADDRESS_LIFE = Duration.ofMinutes(10);

    private static final Duration KEPT = Duration.ofMinutes(20);

    private final String key;
    private final BflSubmissions submissions;
    private final BflResults results;

    /**
     * @param random safe for concurrent use
     * @param drawing how long a picture takes
     * @param addressLife of the address of a picture
     * @param ceiling how many pictures may be in progress at once
     */
    public BflEmulator(
            String key, Clock clock, RandomGenerator random, Duration drawing, Duration addressLife, int ceiling) {
        this.key = key;
        Workbench<BflWish> bench = new Workbench<>(clock, ceiling, KEPT);
        this.submissions = new BflSubmissions(bench, random, drawing);
        this.results = new BflResults(bench, new EndingAddress("se", addressLife, clock, random));
    }

    public BflEmulator(String key, Clock clock, RandomGenerator random) {
        this(key, clock, random, DRAWING, ADDRESS_LIFE, CEILING);
    }

    @Override
    public String name() {
        return "bfl";
    }

    @Override
    public int paid() {
        return submissions.paid();
    }

    @Override
    public Reply answer(Call call) {
        boolean get = call.method().equals("GET");
        if (get && call.path().startsWith(BflResults.FILES)) {
            return results.file(call);
        }
        Optional<BflModel> model = call.method().equals("POST") ? BflModel.at(call.path()) : Optional.empty();
        boolean question = get && call.path().equals("/v1/get_result");
        boolean credits = get && call.path().equals("/v1/credits");
        if (model.isEmpty() && !question && !credits) {
            return BflReplies.detail(404, "Not Found");
        }
        if (call.header("x-key").filter(key::equals).isEmpty()) {
            return BflReplies.badKey();
        }
        return model.map(known -> submissions.answer(call, known)).orElseGet(() -> question
                ? results.answer(call)
                : Reply.json(200, Json.object().put("credits", 1000.0)));
    }
}
