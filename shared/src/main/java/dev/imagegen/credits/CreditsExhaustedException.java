package dev.imagegen.credits;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Limits;
import dev.imagegen.contract.PublicError;
import java.util.Map;
import java.util.OptionalLong;

/** The month's credits do not cover an image. Nothing was reserved. */
public final class CreditsExhaustedException extends ImagegenException {

    private final transient Limits limits;

    private CreditsExhaustedException(ErrorCode code, String message, Reservation wanted, long remaining, OptionalLong limit) {
        super(new PublicError(code, message.formatted(wanted.credits(), remaining, wanted.resetsAt().toString()),
                Map.of("credits", wanted.credits(), "remaining", remaining, "resets_at", wanted.resetsAt().toString())));
        this.limits = new Limits(OptionalLong.of(0), OptionalLong.of(remaining), limit);
    }

    /** Those of the cloud's plan. */
    public static CreditsExhaustedException ofCloud(Reservation wanted, long remaining) {
        String remedy = wanted.budget().paid() ? "Raise the plan's spending limit" : "Upgrade the plan";
        return new CreditsExhaustedException(
                ErrorCode.CREDITS_EXHAUSTED,
                "This image costs %d credits and %d are left this month. " + remedy + ", or wait for %s, when the credits are reset.",
                wanted, remaining, wanted.budget().ofCloud().credits());
    }

    /** Those of the key's own cap. */
    public static CreditsExhaustedException ofKey(Reservation wanted, long remaining) {
        return new CreditsExhaustedException(
                ErrorCode.KEY_CAP_REACHED,
                "This image costs %d credits and %d are left to this key this month. Ask for a higher cap, or wait for %s, when it is reset.",
                wanted, remaining, wanted.budget().ofKey().credits());
    }

    /** The quota as the refusal shows it. */
    public Limits limits() {
        return limits;
    }
}
