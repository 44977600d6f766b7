package dev.imagegen.local.providers;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a provider does wrong when a word like {@code emulate:refuse-input} is in the prompt. */
public enum Mishap {
    /** Moderation refuses the prompt. */
    REFUSE_INPUT,
    /** Moderation withholds the picture. */
    REFUSE_OUTPUT,
    /** 429 without saying how long. */
    RATE_LIMIT,
    /** 429 that asks for two seconds. */
    RATE_LIMIT_2S,
    /** 503 without saying how long, before anything was done. */
    OVERLOAD,
    /** 503 that asks for two seconds, before anything was done. */
    OVERLOAD_2S,
    /** 503 to the first order without saying how long, though its picture was made and billed. */
    OVERLOAD_BILLED,
    /** 500, when the picture may have been made. */
    BREAK,
    /** The operator's account is empty. */
    NO_FUNDS,
    /** The key is not accepted. */
    BAD_KEY,
    /** The model's name is unknown now. */
    RETIRED,
    /** Nothing of the provider's is at the address: a page says so. */
    WRONG_ADDRESS,
    /** The provider rejects a field of the request. */
    REJECT,
    /** The connection is closed before the request is read. */
    CUT_BEFORE,
    /** The connection is closed after the request was read, and the picture made and billed. */
    CUT,
    /** The connection is closed in the middle of the answer. */
    CUT_MIDDLE,
    /** Success, without a picture. */
    EMPTY,
    /** Success, with words in place of a picture. */
    PROSE,
    /** A picture of half the size. */
    WRONG_SIZE,
    /** Success, and a body that is nothing. */
    GARBAGE,
    /** The first address of the picture has expired already; where a provider has no addresses, nothing happens. */
    EXPIRED,
    /** The picture is never finished; where a provider does not let one wait, nothing happens. */
    NEVER;

    private static final Pattern SLOW = Pattern.compile("\\bemulate:slow=(\\d{1,3})");

    /** The first one that a prompt asks for. */
    public static Optional<Mishap> of(String prompt) {
        return Arrays.stream(values())
                .filter(m -> asked(prompt, m.word()))
                .findFirst();
    }

    /** True if the prompt has {@code emulate:} with this word; for words that only one provider knows. */
    public static boolean asked(String prompt, String word) {
        return Pattern.compile("\\bemulate:" + word + "(?![\\w-])").matcher(prompt).find();
    }

    /** How long the picture takes, as {@code emulate:slow=SECONDS} says; empty if the prompt does not. */
    public static Optional<Duration> slow(String prompt) {
        Matcher matcher = SLOW.matcher(prompt);
        return matcher.find() ? Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1)))) : Optional.empty();
    }

    /** The word after {@code emulate:}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
