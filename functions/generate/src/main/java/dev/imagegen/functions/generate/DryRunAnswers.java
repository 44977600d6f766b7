package dev.imagegen.functions.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.access.ApiKey;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.RequestReader.Reading;
import dev.imagegen.contract.WireWriter;
import dev.imagegen.flow.Draft;
import dev.imagegen.flow.DryRun;
import java.util.List;

/** What a request with {@code ?dry_run=true} is answered. */
final class DryRunAnswers {

    /** Of the query. */
    static final String PARAMETER = "dry_run";

    private final DryRun dryRun;

    DryRunAnswers(DryRun dryRun) {
        this.dryRun = dryRun;
    }

    /** @throws ImagegenException a 400 if the parameter is there and not {@code true} */
    static boolean asked(Call call) {
        call.parameter(PARAMETER).filter(value -> !value.equals("true")).ifPresent(value -> {
            throw ImagegenException.invalid(
                    PARAMETER, "'dry_run' must be true. Leave it out to have the image made.", List.of("true"));
        });
        return call.parameter(PARAMETER).isPresent();
    }

    Answer of(ApiKey caller, Reading reading, String requestId) {
        DryRun.Estimate estimate = dryRun.of(caller, reading);
        ObjectNode body = Json.object();
        body.set("data", data(estimate));
        body.set("limits", WireWriter.limits(estimate.limits()));
        return Answer.envelope(200, body, estimate.draft().notices(), requestId).with("Cache-Control", "no-store");
    }

    private static ObjectNode data(DryRun.Estimate estimate) {
        Draft draft = estimate.draft();
        ObjectNode data = Json.object();
        OrderJson.put(data, draft.order());
        return data.put("credits", draft.credits())
                .put("covered", estimate.covered())
                .put("reused", draft.made().isPresent());
    }
}
