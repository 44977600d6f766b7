package dev.imagegen.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the body that changes the plan of a cloud. */
public final class PlanReader {

    /** Free plan. */
    public static final String FREE = "free";
    /** Paid plan. */
    public static final String PAID = "paid";

    private static final String PLAN = "plan";
    private static final String LIMIT = "spending_limit";

    /** @param spendingLimit of the paid plan, in credits a month; empty for no limit */
    public record PlanRequest(boolean paid, OptionalLong spendingLimit) {}

    private PlanReader() {}

    /** @throws ImagegenException a 400 that says what to write instead */
    public static PlanRequest read(byte[] utf8) {
        if (!(Json.parseForeign(utf8) instanceof ObjectNode node)) {
            throw new ImagegenException(
                    ErrorCode.INVALID_JSON, "The body must be a JSON object, for example {\"plan\": \"free\"}.");
        }
        Fields body = Fields.ofBody(node);
        body.onlyThese(Set.of(PLAN, LIMIT));
        if (!body.has(PLAN)) {
            throw body.missing(PLAN);
        }
        return switch (body.get(PLAN).asText()) {
            case FREE -> free(body);
            case PAID -> paid(body);
            default -> throw body.notOneOf(PLAN, List.of(FREE, PAID));
        };
    }

    private static PlanRequest free(Fields body) {
        if (body.has(LIMIT)) {
            throw ImagegenException.invalid(LIMIT,
                    "'%s' goes with the paid plan only: the free one ends with its free credits. Leave it out.".formatted(LIMIT));
        }
        return new PlanRequest(false, OptionalLong.empty());
    }

    private static PlanRequest paid(Fields body) {
        if (!body.says(LIMIT)) {
            // Nobody agrees to unlimited spending by leaving something out.
            throw ImagegenException.invalid(LIMIT,
                    "'%s' is required with the paid plan: credits a month, or null for no limit.".formatted(LIMIT));
        }
        return new PlanRequest(true, body.optionalCount(LIMIT));
    }
}
