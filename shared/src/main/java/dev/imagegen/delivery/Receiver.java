package dev.imagegen.delivery;

import dev.imagegen.net.PostOutcome;
import java.net.URI;
import java.util.Map;

/** The way to receivers; {@code net.Poster} in earnest. */
public interface Receiver {

    /** Posts once. It throws nothing on account of the receiver. */
    PostOutcome post(URI url, Map<String, String> headers, byte[] json);
}
