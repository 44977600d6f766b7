package dev.imagegen.local.providers.ideogram;

import dev.imagegen.local.providers.Call;
import dev.imagegen.local.providers.EndingAddress;
import dev.imagegen.local.providers.Provider;
import dev.imagegen.local.providers.Reply;
import dev.imagegen.local.providers.Workbench;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Ideogram's second API, as far as JSON goes. The first answer about a picture is always {@code pending}; whoever waits for
 * a picture gets it at once. Beyond the usual words it knows {@code emulate:refuse-bare} (a refusal without a reason),
 * {@code emulate:refuse-later} and {@code emulate:fail} (taken, then failed). It calls no webhooks.
 */
public final class IdeogramEmulator implements Provider {

    public static final int CEILING = 10;
    public static final Duration DRAWING = Duration.ofMillis(200);
    public static final Duration ADDRESS_LIFE = Duration.ofHours(24);

    private static final Duration KEPT = Duration.ofHours(25);

    private final String key;
    private final IdeogramSubmissions submissions;
    private final IdeogramResults results;

    /**
     * @param random safe for concurrent use
     * @param drawing how long a picture takes
     * @param addressLife of the address of a picture
     * @param ceiling how many pictures may be in progress at once
     */
    public IdeogramEmulator(
            String key, Clock clock, RandomGenerator random, Duration drawing, Duration addressLife, int ceiling) {
        this.key = key;
        Workbench<IdeogramWish> bench = new Workbench<>(clock, ceiling, KEPT);
        this.results = new IdeogramResults(bench, new EndingAddress("exp", addressLife, clock, random));
        this.submissions = new IdeogramSubmissions(bench, results, random, drawing, ceiling);
    }

    public IdeogramEmulator(String key, Clock clock, RandomGenerator random) {
        this(key, clock, random, DRAWING, ADDRESS_LIFE, CEILING);
    }

    @Override
    public String name() {
        return "ideogram";
    }

    @Override
    public int paid() {
        return submissions.paid();
    }

    @Override
    public Reply answer(Call call) {
        boolean get = call.method().equals("GET");
        if (get && call.path().startsWith(IdeogramResults.FILES)) {
            return results.file(call);
        }
        if (call.header("Api-Key").filter(key::equals).isEmpty()) {
            return IdeogramReplies.badKey();
        }
        if (get && call.path().startsWith(IdeogramResults.GENERATIONS)) {
            return results.answer(call);
        }
        return call.method().equals("POST") && call.path().equals("/v2/image/generate/ideogram-4")
                ? submissions.answer(call)
                : IdeogramReplies.notFound();
    }
}
