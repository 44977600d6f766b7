package dev.imagegen.functions.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.access.ApiKey;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Balance;
import dev.imagegen.credits.KeyUsage;
import dev.imagegen.credits.Ledger;
import dev.imagegen.credits.ModelUsage;
import dev.imagegen.credits.Plan;
import dev.imagegen.credits.Usage;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** {@code GET usage}: the root key sees the month of its cloud, another key its own. */
final class UsageRoute implements Route {

    private static final Pattern MONTH = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])");

    /** The end of a later one is in a year of five digits, which is no time of ours. */
    private static final YearMonth LAST = YearMonth.of(9998, 12);

    private final Entrance entrance;
    private final Ledger ledger;
    private final long freeCredits;
    private final Clock clock;

    /** @param freeCredits of a calendar month, on the free plan */
    UsageRoute(Entrance entrance, Ledger ledger, long freeCredits, Clock clock) {
        this.entrance = entrance;
        this.ledger = ledger;
        this.freeCredits = freeCredits;
        this.clock = clock;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("month");
    }

    @Override
    public Answer answer(Call call) {
        ApiKey caller = entrance.of(call);
        YearMonth now = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
        YearMonth month = call.parameter("month").map(UsageRoute::month).orElse(now);
        ObjectNode data = Json.object()
                .put("month", month.toString())
                .put("resets_at", month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toString());
        if (caller.root()) {
            ofCloud(data, caller.cloud(), month, month.equals(now));
        } else {
            Allowance cap = caller.limits().monthly();
            KeyUsage usage = ledger.usage(caller.cloud(), month, caller.id()).orElse(KeyUsage.untouched(cap));
            // What holds for the month that is running is the cap of now, not the one of its last task.
            Balance balance = month.equals(now) ? usage.balance().limitedTo(cap) : usage.balance();
            numbers(data, balance).set("by_model", byModel(usage.byModel()));
        }
        ObjectNode body = Json.object();
        body.set("data", data);
        return Answer.envelope(200, body, List.of(), call.requestId()).with("Cache-Control", "no-store");
    }

    private static YearMonth month(String text) {
        if (!MONTH.matcher(text).matches()) {
            throw ImagegenException.invalid("month", "'month' must be a month as YYYY-MM, for example 2026-11.");
        }
        YearMonth month = YearMonth.parse(text);
        if (month.isAfter(LAST)) {
            throw ImagegenException.invalid("month", "'month' must be %s at the latest.".formatted(LAST));
        }
        return month;
    }

    private void ofCloud(ObjectNode data, String cloud, YearMonth month, boolean running) {
        Plan plan = ledger.plan(cloud).orElse(new Plan.Free());
        Allowance allowance = plan.allowance(freeCredits);
        Usage usage = ledger.usage(cloud, month);
        Balance balance = usage.ofCloud().orElse(Balance.untouched(allowance));
        data.set("plan", PlanRoutes.json(plan, freeCredits));
        numbers(data, running ? balance.limitedTo(allowance) : balance).put("possible_spend", balance.possibleSpend());
        ObjectNode byKey = data.putObject("by_key");
        new TreeMap<>(usage.byKey()).forEach((key, of) -> {
            ObjectNode node = numbers(byKey.putObject(key), of.balance()).put("possible_spend", of.balance().possibleSpend());
            node.set("by_model", byModel(of.byModel()));
        });
        data.set("by_model", byModel(usage.byModel()));
    }

    private static ObjectNode numbers(ObjectNode node, Balance balance) {
        return node.put("limit", orNull(balance.limit()))
                .put("used", balance.used())
                .put("reserved", balance.reserved())
                .put("remaining", orNull(balance.remaining()))
                .put("refunded", balance.refunded());
    }

    private static ObjectNode byModel(Map<String, ModelUsage> byModel) {
        ObjectNode node = Json.object();
        new TreeMap<>(byModel).forEach((model, usage) ->
                node.putObject(model).put("images", usage.images()).put("used", usage.used()));
        return node;
    }

    private static Long orNull(OptionalLong number) {
        return number.isPresent() ? (Long) number.getAsLong() : null;
    }
}
