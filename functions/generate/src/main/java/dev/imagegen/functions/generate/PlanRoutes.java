package dev.imagegen.functions.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.PlanReader;
import dev.imagegen.contract.PlanReader.PlanRequest;
import dev.imagegen.credits.Ledger;
import dev.imagegen.credits.Plan;
import dev.imagegen.log.Log;
import java.util.List;
import java.util.OptionalLong;

/** {@code GET} and {@code PUT plan}: what a cloud agreed to. */
final class PlanRoutes {

    private final RootAccess access;
    private final Ledger ledger;
    private final long freeCredits;
    private final Log log;

    /** @param freeCredits of a calendar month, on the free plan */
    PlanRoutes(RootAccess access, Ledger ledger, long freeCredits, Log log) {
        this.access = access;
        this.ledger = ledger;
        this.freeCredits = freeCredits;
        this.log = log;
    }

    /** A cloud that has none is told the one that its first generation puts it on. */
    Answer read(Call call) {
        return answer(ledger.plan(access.of(call).cloud()).orElse(new Plan.Free()), call);
    }

    Answer write(Call call) {
        String cloud = access.of(call).cloud();
        Plan plan = switch (PlanReader.read(JsonBody.of(call))) {
            case PlanRequest(boolean paid, OptionalLong limit) when paid -> new Plan.Paid(limit);
            case PlanRequest _ -> new Plan.Free();
        };
        ledger.setPlan(cloud, plan);
        log.info("plan_changed", "request_id", call.requestId(), "cloud", cloud, "plan", plan);
        return answer(plan, call);
    }

    private Answer answer(Plan plan, Call call) {
        ObjectNode body = Json.object();
        body.set("data", json(plan, freeCredits));
        return Answer.envelope(200, body, List.of(), call.requestId()).with("Cache-Control", "no-store");
    }

    /** The plan as answers show it. */
    static ObjectNode json(Plan plan, long freeCredits) {
        ObjectNode node = Json.object();
        switch (plan) {
            case Plan.Free() -> node.put("plan", PlanReader.FREE);
            case Plan.Paid(OptionalLong limit) ->
                node.put("plan", PlanReader.PAID).put("spending_limit", limit.isPresent() ? (Long) limit.getAsLong() : null);
        }
        return node.put("free_credits", freeCredits);
    }
}
