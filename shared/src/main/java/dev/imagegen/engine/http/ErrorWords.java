package dev.imagegen.engine.http;

import java.util.regex.Pattern;

/**
 * What providers' texts speak of, where their codes do not say it. All of it is assumed or was seen; a word that turns up is
 * added here, for every provider.
 *
 * @param text in the provider's own words; underscores separate words, too
 */
public record ErrorWords(String text) {

    private static final Pattern FUNDS = pattern(
            "\\b(insufficient|not enough|no( more)?|out of|low|without|lack of) (\\w+ ){0,2}?(credits?|funds?|balance)\\b",
            "\\binsufficient quota\\b",
            "\\b(credits?|balance|funds?|wallet|prepayment)\\b[^.;]{0,40}?\\b(too low|low|deplet\\w+|exhausted|empty|used up|r[au]n out"
                    + "|insufficient|not enough|zero|negative)\\b",
            "\\bspend(ing)?[ -]?(cap|limit)", "\\b(billing|hard|budget|credit) (hard )?limit\\b",
            "\\bmonthly (\\w+ ){0,2}?(limit|cap|budget)\\b",
            "\\bpayment (is )?required\\b", "\\btop[ -]?up\\b", "\\b(add|buy|purchase) (more )?(credits|funds)\\b",
            // A plan without payment has a limit of nothing.
            "\\blimit: 0(?![.\\d])");

    /** Where there is no rate limit of which a provider might say that a better plan has a higher one. */
    private static final Pattern BILLING = pattern("\\b(billing|payments?)\\b");

    private static final Pattern MODERATION = pattern(
            "\\bmoderat(ion|ed)\\b", "\\bsafety\\b", "\\b(content|usage|acceptable use) polic(y|ies)\\b", "\\bnsfw\\b",
            "\\bflagged\\b", "\\bsensitive content\\b", "\\bresponsible ai\\b");

    /** Words of moderation that elsewhere may mean a key or an account. */
    private static final Pattern POLICY = pattern(
            "\\bpolic(y|ies)\\b", "\\bprohibited\\b", "\\binappropriate\\b", "\\bviolat(e|es|ed|ion)\\b",
            "\\b(explicit|sexual|harmful|violent|hateful)\\b", "\\bcommunity (guidelines|standards)\\b", "\\bcopyright(ed)?\\b",
            "\\bprompt (was |is |has been )?(blocked|rejected|refused)\\b", "\\bblocked (prompt|content|image)\\b");

    private static final Pattern MADE = pattern("\\boutput\\b", "\\b(generated|resulting|result|created) images?\\b");

    private static final Pattern MODEL_GONE = pattern(
            "\\b(unknown|invalid|unsupported|no such) model\\b",
            "\\bmodels?\\b([^.;]|\\.(?=\\S)){0,80}?\\b(not found|does(n't| not) exist|is not (available|supported|valid|a)"
                    + "|not (available|supported|offered)|no longer|deprecated|retired|shut down|discontinued|decommissioned|sunset)\\b",
            "\\bmodel (is )?not\\b", "\\bmodel does not\\b");

    private static final Pattern ADDRESS = pattern(
            "\\b(invalid|unknown|requested) url\\b", "\\bpage not found\\b", "\\bno (such )?(route|endpoint|path)\\b",
            "\\b(unknown|invalid) (route|endpoint|path)\\b", "\\bcannot (get|post) /");

    /** Fields that we choose ourselves. */
    private static final Pattern OURS = Pattern.compile("(?i)(output|image|response)_format|image_size");

    private static final Pattern IMAGE = pattern(
            "\\b(input|reference|provided|uploaded|source|init) images?\\b",
            "\\bimages?\\b(?!/)[^.;]{0,60}?\\b(invalid|not valid|unsupported|corrupt(ed)?|can ?not|can't|could not|failed|too|must|exceeds?"
                    + "|is|file|dimensions?|pixels|resolution)\\b",
            "\\b(invalid|unsupported|corrupt(ed)?|bad|undecodable|unable to \\w+|failed to \\w+|could not \\w+|can ?not \\w+)\\b"
                    + "[^.;]{0,30}?\\b(images?(?!/)|pictures?|base64)\\b",
            "\\bpayload size\\b");

    /** The prompt itself, not the switches that are called magic and negative. */
    private static final Pattern PROMPT =
            Pattern.compile("(?iu)(?<![\\p{L}_])(?<!magic )(?<!negative )prompt|token count");

    public ErrorWords {
        text = text.replace('\u2019', '\'');
    }

    private static Pattern pattern(String... alternatives) {
        return Pattern.compile("(?iu)" + String.join("|", alternatives));
    }

    private boolean has(Pattern pattern) {
        return pattern.matcher(text.replace('_', ' ')).find();
    }

    /** Of an account that is empty, or may spend no more. */
    boolean funds() {
        return has(FUNDS);
    }

    boolean billing() {
        return funds() || has(BILLING);
    }

    /** Of moderation, and of nothing else that it could be. */
    boolean moderation() {
        return has(MODERATION);
    }

    /** Of moderation, if it is about what was asked for. */
    public boolean policy() {
        return moderation() || has(POLICY);
    }

    /** Of an image that was made already. */
    boolean made() {
        return has(MADE);
    }

    boolean modelGone() {
        return has(MODEL_GONE);
    }

    boolean address() {
        return has(ADDRESS);
    }

    /** Of a reference image. */
    boolean image() {
        return has(IMAGE) && !OURS.matcher(text).find();
    }

    boolean prompt() {
        return PROMPT.matcher(text).find();
    }
}
