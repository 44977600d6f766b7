package dev.imagegen.capacity;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;

/**
 * Which API keys asked for a permit of an engine in the last five minutes. Two of them are enough to say, of any key, whether another
 * one asked: so there are two slots, and a key that finds both of them taken by others writes nothing.
 *
 * @param slots by their numbers, 0 and 1; one whose time is over is free
 */
public record KeyDemand(Map<Integer, Mark> slots) {

    /** Nobody asked. */
    public static final KeyDemand NONE = new KeyDemand(Map.of());

    private static final List<Integer> SLOTS = List.of(0, 1);
    /** Longer than five minutes by as much as a key's mark may be old before the key writes it again. */
    private static final long SECONDS = 360;
    private static final long REFRESH_SECONDS = 60;

    /** @param until when this key counts as one that does not ask any more */
    public record Mark(String apiKey, Instant until) {

        boolean lasts(Instant now) {
            return until.isAfter(now);
        }
    }

    public KeyDemand {
        slots = Map.copyOf(slots);
    }

    /** True if a key other than this one asked. */
    boolean byAnother(String apiKey, Instant now) {
        return slots.values().stream().anyMatch(mark -> mark.lasts(now) && !mark.apiKey().equals(apiKey));
    }

    /** The slot of a key; empty if both are taken by others. */
    Optional<Integer> slotOf(String apiKey) {
        return slots.entrySet().stream().filter(slot -> slot.getValue().apiKey().equals(apiKey)).map(Entry::getKey).findFirst();
    }

    /** What has to be written because this key asks now: its slot. Empty if that is known already. */
    public Optional<Integer> toWrite(String apiKey, Instant now) {
        Optional<Integer> own = slotOf(apiKey);
        return own.isPresent()
                ? own.filter(slot -> slots.get(slot).until().isBefore(now.plusSeconds(SECONDS - REFRESH_SECONDS)))
                : SLOTS.stream().filter(slot -> !slots.containsKey(slot) || !slots.get(slot).lasts(now)).findFirst();
    }

    /** The mark of a key that asks now. */
    public static Mark mark(String apiKey, Instant now) {
        return new Mark(apiKey, now.plusSeconds(SECONDS));
    }

    /** The same after a mark was written. */
    public KeyDemand with(int slot, Mark mark) {
        Map<Integer, Mark> all = new HashMap<>(slots);
        all.put(slot, mark);
        return new KeyDemand(all);
    }
}
