package dev.imagegen.engine.bfl;

import java.util.Locale;

/** How far a picture is. The provider's words are compared without case, and with those that others have for the same. */
enum BflStatus {
    READY,
    /** The prompt or a reference was refused. */
    REQUEST_MODERATED,
    /** The picture was made and is held back. */
    CONTENT_MODERATED,
    FAILED,
    /** Not known yet, or not any more. */
    NOT_FOUND,
    /** Still at it, or a word that is not known: it is not an end. */
    UNKNOWN;

    static BflStatus of(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ')) {
            case "ready", "completed", "complete", "succeeded", "success", "done", "finished" -> READY;
            case "request moderated", "input moderated" -> REQUEST_MODERATED;
            case "content moderated", "output moderated", "moderated" -> CONTENT_MODERATED;
            case "error", "failed", "failure", "cancelled", "canceled" -> FAILED;
            case "task not found", "not found" -> NOT_FOUND;
            default -> UNKNOWN;
        };
    }
}
