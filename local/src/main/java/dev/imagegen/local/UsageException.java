package dev.imagegen.local;

/** The command line asks for something that does not exist; the message is one sentence for the user. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, and what to write instead */
    public UsageException(String message) {
        super(message);
    }
}
