package dev.imagegen.local.providers;

/** One provider. */
public interface Provider {

    /** Its word in the configuration, and its path on the server, for example {@code bfl}. */
    String name();

    /** Answers a request; any number at once. */
    Reply answer(Call call) throws InterruptedException;

    /** How many pictures it has made and would bill. */
    int paid();
}
