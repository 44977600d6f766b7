package dev.imagegen.local.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.local.smoke.SmokeClient.UnreachableException;
import dev.imagegen.time.Sleeper;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * One call through each function that costs nothing: a dry run, a task that ends in the worker before anything is paid for, and a
 * notification that is refused. What stands behind them is tried too: table, queue, the way into the store, and the secrets.
 */
public final class Smoke {

    private static final String GENERATE = "generate";
    private static final String LOG = "GenerateLog";
    private static final Pattern CLOUD = Pattern.compile("<meta name=\"imagegen-cloud\" content=\"([^\"]+)\">");

    private final BaseUrl base;
    private final Credentials credentials;
    private final Clock clock;
    private final Sleeper sleeper;

    /** @param sleeper between looks at a task */
    public Smoke(BaseUrl base, Credentials credentials, Clock clock, Sleeper sleeper) {
        this.base = base;
        this.credentials = credentials;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** What was found, in the order in which it was tried. */
    public List<Finding> run() throws InterruptedException {
        var findings = new ArrayList<Finding>();
        try (var client = new SmokeClient(base, credentials)) {
            Reply health = client.open("/health");
            if (health.status() != 200 || !health.body().path("status").asText("").equals("ok")) {
                findings.add(Finding.wrong(GENERATE, Diagnosis.of(health, LOG)));
                return findings;
            }
            findings.add(Finding.ok(GENERATE, "answers at " + base.root()));
            new CloudChecks(client, "/v2/generate/" + cloud(client), sleeper, clock).addTo(findings);
            findings.add(new WebhookCheck(client, base, credentials.webhookSecret(), clock).run());
        } catch (UnreachableException e) {
            findings.add(Finding.wrong(findings.isEmpty() ? GENERATE : findings.getLast().function(), e.getMessage()));
        }
        return findings;
    }

    /** The one of the base URL, else the one that the console's page names: the deployment serves one. */
    private String cloud(SmokeClient client) throws UnreachableException, InterruptedException {
        if (base.cloud().isPresent()) {
            return base.cloud().get();
        }
        Matcher named = CLOUD.matcher(client.page("/console"));
        return named.find() ? named.group(1) : "unknown";
    }

    /** The checks that take a key. */
    private record CloudChecks(SmokeClient client, String cloudPath, Sleeper sleeper, Clock clock) {

        void addTo(List<Finding> findings) throws UnreachableException, InterruptedException {
            Reply priced = client.post(cloudPath + "/text_to_image?dry_run=true", "{\"prompt\": \"a lamp\"}");
            if (priced.status() != 200) {
                findings.add(Finding.wrong(GENERATE, Diagnosis.of(priced, LOG)));
                findings.add(Finding.notTried("worker", "a dry run has to pass first"));
                return;
            }
            JsonNode data = priced.body().path("data");
            findings.add(Finding.ok(GENERATE, "a dry run of %s would take %s credits%s".formatted(
                    data.at("/model/id").asText(), data.path("credits").asText(),
                    data.path("covered").asBoolean() ? "" : ", which are not left this month")));
            Optional<String> edit = edit(client.get(cloudPath + "/models"));
            findings.add(edit.isPresent()
                    ? new WorkerCheck(client, cloudPath, sleeper, clock).run(edit.get())
                    : Finding.notTried("worker", "no model here takes references, and all other tasks are paid for"));
        }

        /** Any model that takes a reference. */
        private static Optional<String> edit(Reply models) {
            return StreamSupport.stream(models.body().at("/data/models").spliterator(), false)
                    .filter(model -> model.path("operation").asText().equals("image_to_image"))
                    .map(model -> model.path("id").asText())
                    .findFirst();
        }
    }
}
