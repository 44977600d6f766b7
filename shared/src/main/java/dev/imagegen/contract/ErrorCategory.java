package dev.imagegen.contract;

import java.util.Locale;

/** The coarse class of an error: what a client decides on whether to try again. */
public enum ErrorCategory {
    /** The request is wrong; it fails again unless it is changed. */
    USER_ERROR,
    /** Credentials are missing, wrong, or not good for this. */
    AUTH_ERROR,
    /** A quota or a rate is used up; later it may succeed. */
    RATE_LIMIT_ERROR,
    /** The service or a provider failed; a repeat may succeed. */
    SERVER_ERROR;

    /** The word of the contract, for example {@code user_error}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
