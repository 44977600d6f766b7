package dev.imagegen.engine.http;

import java.io.IOException;

/** Makes something of a provider's answer while it comes in. */
@FunctionalInterface
public interface AnswerReader<T> {

    /** @throws IOException if the answer breaks off, is too long or comes too slowly */
    T read(ProviderAnswer answer) throws IOException;
}
