package dev.imagegen.functions.generate;

/**
 * The challenge that goes with each 401 (RFC 9110 11.6.1): clients that are driven by it send no credentials without one.
 *
 * <p>A browser asks its user for a name and a password when a script's call is challenged with Basic. A script that asks its user
 * itself, as the console does, says so by {@code X-Requested-With: XMLHttpRequest}, and is challenged with a scheme that no browser
 * knows.
 */
final class Challenge {

    private static final String REALM = " realm=\"imagegen\", charset=\"UTF-8\"";
    private static final int UNAUTHORIZED = 401;

    private Challenge() {}

    static Answer added(Call call, Answer answer) {
        if (answer.status() != UNAUTHORIZED) {
            return answer;
        }
        boolean script = call.header("x-requested-with").filter("XMLHttpRequest"::equalsIgnoreCase).isPresent();
        return answer.with("WWW-Authenticate", (script ? "X-Basic" : "Basic") + REALM);
    }
}
