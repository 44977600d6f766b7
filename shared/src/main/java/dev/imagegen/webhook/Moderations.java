package dev.imagegen.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.asset.Moderation;
import dev.imagegen.asset.Moderation.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what Cloudinary says about moderation, in notifications and in the answers to uploads. */
public final class Moderations {

    /** They are kept with a task, whose room is limited. */
    private static final int MOST = 20;
    private static final int LONGEST_KIND = 100;

    private Moderations() {}

    /**
     * The field {@code moderation} of a stored image: a list with an entry for each kind.
     *
     * @param list may be missing, or anything; entries with a status that is not known are left out, and those after
     *     the twentieth
     * @param at when the image was stored
     */
    public static List<Moderation> read(JsonNode list, Instant at) {
        List<Moderation> moderations = new ArrayList<>();
        for (JsonNode entry : list) {
            verdict(entry.path("status").asText(""))
                    .ifPresent(verdict -> moderations.add(new Moderation(kind(entry.path("kind").asText("")), verdict, at)));
        }
        return List.copyOf(moderations.subList(0, Math.min(MOST, moderations.size())));
    }

    private static String kind(String word) {
        return word.substring(0, Math.min(LONGEST_KIND, word.length()));
    }

    /** An aborted moderation has decided nothing. */
    static Optional<Verdict> verdict(String status) {
        return switch (status) {
            case "queued", "pending", "aborted" -> Optional.of(Verdict.PENDING);
            case "approved" -> Optional.of(Verdict.APPROVED);
            case "rejected" -> Optional.of(Verdict.REJECTED);
            default -> Optional.empty();
        };
    }
}
