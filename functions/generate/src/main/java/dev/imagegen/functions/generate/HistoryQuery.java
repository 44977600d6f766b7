package dev.imagegen.functions.generate;

import dev.imagegen.access.ApiKey;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.WireEnum;
import dev.imagegen.flow.History;
import dev.imagegen.task.Sha256;
import dev.imagegen.task.TaskHistory.Owner;
import dev.imagegen.task.TaskHistory.Stretch;
import dev.imagegen.task.TaskStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a caller wants to see of the past tasks. */
final class HistoryQuery {

    static final Set<String> PARAMETERS = Set.of("status", "key", "from", "to", "limit", "cursor");

    private static final int MOST = 100;
    private static final int USUAL = 20;
    /** Characters of the id of a key. The table has no room for an endless one, and none for an empty one. */
    private static final int LONGEST_KEY = 255;

    private final Call call;
    private final ApiKey caller;
    private final Optional<TaskStatus> status;
    private final Optional<String> key;
    private final Optional<Instant> from;
    private final Optional<Instant> to;
    private final int limit;

    /**
     * Reads it.
     *
     * @throws ImagegenException a 400 that names the parameter; a 403 if it is about the tasks of somebody else
     */
    HistoryQuery(Call call, ApiKey caller) {
        this.call = call;
        this.caller = caller;
        this.status = call.parameter("status").map(HistoryQuery::status);
        this.key = call.parameter("key").map(HistoryQuery::key);
        this.from = time("from");
        this.to = time("to");
        this.limit = call.parameter("limit").map(HistoryQuery::limit).orElse(USUAL);
        if (!caller.root() && key.filter(id -> !id.equals(caller.id())).isPresent()) {
            throw new ImagegenException(ErrorCode.NOT_ALLOWED, "Only the root key of the cloud sees the tasks of other keys.");
        }
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw ImagegenException.invalid("to", "'to' must be later than 'from'.");
        }
    }

    int limit() {
        return limit;
    }

    Cursor cursor() {
        return new Cursor(caller, Sha256.of(
                status.map(TaskStatus::wireName).orElse(""), key.orElse(""), text(from), text(to)));
    }

    private static String text(Optional<Instant> time) {
        return time.map(Instant::toString).orElse("");
    }

    History.Wish wish() {
        Owner owner = caller.root() && key.isEmpty()
                ? new Owner.Cloud(caller.cloud())
                : new Owner.Key(key.orElse(caller.id()));
        return new History.Wish(
                caller.cloud(), owner, new Stretch(from, to, call.parameter("cursor").map(cursor()::read)), status);
    }

    private static TaskStatus status(String word) {
        List<String> words = WireEnum.words(TaskStatus.class);
        return WireEnum.find(TaskStatus.class, word).orElseThrow(() -> ImagegenException.invalid(
                "status", "'status' must be one of %s.".formatted(String.join(", ", words)), words));
    }

    private static String key(String id) {
        if (id.isEmpty() || id.length() > LONGEST_KEY) {
            throw ImagegenException.invalid(
                    "key", "'key' must be the id of an API key, of 1 to %d characters.".formatted(LONGEST_KEY));
        }
        return id;
    }

    private Optional<Instant> time(String name) {
        return call.parameter(name).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw new ImagegenException(ImagegenException.invalid(name,
                        "'%s' must be a time with its offset, for example 2026-11-22T10:00:00Z.".formatted(name)).error(), e);
            }
        });
    }

    private static int limit(String text) {
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw ImagegenException.invalid("limit", "'limit' must be an integer from 1 to %d.".formatted(MOST));
        }
        return Integer.parseInt(text);
    }
}
