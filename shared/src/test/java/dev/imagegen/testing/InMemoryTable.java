package dev.imagegen.testing;

import dev.imagegen.access.ApiKey;
import dev.imagegen.access.KeyStore;
import dev.imagegen.asset.AssetMaker;
import dev.imagegen.asset.AssetRegistry;
import dev.imagegen.asset.PublicIdClaim;
import dev.imagegen.asset.PublicIdHold;
import dev.imagegen.asset.PublicIdTakenException;
import dev.imagegen.audit.Account;
import dev.imagegen.audit.Books;
import dev.imagegen.audit.Figure;
import dev.imagegen.contract.Storage;
import dev.imagegen.contract.Target;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Balance;
import dev.imagegen.credits.Budget;
import dev.imagegen.credits.CreditsExhaustedException;
import dev.imagegen.credits.KeyUsage;
import dev.imagegen.credits.Ledger;
import dev.imagegen.credits.ModelUsage;
import dev.imagegen.credits.Plan;
import dev.imagegen.credits.Reservation;
import dev.imagegen.credits.Settlement;
import dev.imagegen.credits.TooManyTasksException;
import dev.imagegen.credits.Usage;
import dev.imagegen.delivery.Notification;
import dev.imagegen.task.EventLog;
import dev.imagegen.task.Likeness;
import dev.imagegen.task.Once;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskHistory;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskStore;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/** The table in memory. The contracts of its ports hold it to the behaviour of the real one. */
public final class InMemoryTable implements TaskStore, AssetRegistry, TaskHistory, Ledger, KeyStore, EventLog, Books {

    /** Bytes, less than what goes before an id. */
    private static final int LONGEST_KEY = 2_048 - "ASSET#".length();

    /** @param apiKey empty for the whole cloud */
    private record Month(String cloud, YearMonth month, String apiKey) {}

    private final Map<String, Task> tasks = new HashMap<>();
    private final Map<String, String> assets = new HashMap<>();
    private final Map<Month, Balance> balances = new HashMap<>();
    private final Map<Month, Map<String, ModelUsage>> models = new HashMap<>();
    private final Map<String, Integer> openTasks = new HashMap<>();
    private final Map<String, Plan> plans = new HashMap<>();
    private final Map<String, ApiKey> keys = new HashMap<>();
    private final Map<String, Once> keysOfRequests = new HashMap<>();
    private final Map<String, Task> tasksOfRequests = new HashMap<>();
    private final Map<Likeness, String> alike = new HashMap<>();
    /** By cloud and public id. */
    private final Map<List<String>, PublicIdHold> holds = new HashMap<>();
    private final Map<List<String>, String> assetsAt = new HashMap<>();
    private final Set<List<String>> given = new HashSet<>();
    private final Map<String, AssetMaker> makers = new HashMap<>();
    private final Set<String> events = new HashSet<>();
    private final InMemoryNotifications notifications = new InMemoryNotifications();
    private int failures;
    private int lostAnswers;

    @Override
    public synchronized Optional<Once.Taken> accept(Task task, Optional<Once> once, Optional<PublicIdClaim> claim) {
        Optional<Once.Taken> first = once.flatMap(this::taken);
        if (first.isPresent()) {
            return first;
        }
        claim.filter(this::held).ifPresent(_ -> {
            throw new PublicIdTakenException();
        });
        write(task, () -> {
            once.ifPresent(key -> {
                keysOfRequests.put(key.key(), key);
                tasksOfRequests.put(key.key(), task);
            });
            claim.ifPresent(wanted -> holds.put(
                    place(wanted.cloud(), wanted.publicId()), new PublicIdHold(task.apiKey(), task.id(), false)));
        });
        return Optional.empty();
    }

    private boolean held(PublicIdClaim claim) {
        return holder(claim.cloud(), claim.publicId())
                .filter(hold -> hold.stored() || !claim.givesWay().equals(Optional.of(hold.taskId())))
                .isPresent();
    }

    private static List<String> place(String cloud, String publicId) {
        return List.of(cloud, Normalizer.normalize(publicId, Normalizer.Form.NFC));
    }

    @Override
    public synchronized Optional<PublicIdHold> holder(String cloud, String publicId) {
        return Optional.ofNullable(holds.get(place(cloud, publicId)));
    }

    @Override
    public synchronized Optional<AssetMaker> maker(String assetId) {
        return Optional.ofNullable(makers.get(keyOfTable(assetId)));
    }

    @Override
    public synchronized boolean isOf(String apiKey, String assetId) {
        return maker(assetId).filter(maker -> maker.apiKey().equals(apiKey)).isPresent()
                || given.contains(List.of(apiKey, assetId));
    }

    @Override
    public synchronized void release(String assetId) {
        release(assetId, place -> true);
    }

    @Override
    public synchronized void releaseFrom(String assetId, String publicId) {
        release(assetId, place -> place.getLast().equals(publicId));
    }

    private void release(String assetId, Predicate<List<String>> from) {
        holds.replaceAll((place, hold) -> from.test(place) && assetId.equals(assetsAt.get(place)) && hold.stored()
                ? new PublicIdHold(hold.apiKey(), hold.taskId(), false)
                : hold);
    }

    @Override
    public synchronized Optional<Once.Taken> taken(Once once) {
        return Optional.ofNullable(keysOfRequests.get(once.key()))
                .map(first -> new Once.Taken(first.request(), tasksOfRequests.get(first.key()).id()))
                .filter(first -> tasksOfRequests.get(once.key()).expiresAt().getEpochSecond() > once.at().getEpochSecond())
                .filter(first -> !once.gone().equals(Optional.of(first.taskId())));
    }

    /** @param with what is written in the same transaction */
    private void write(Task task, Runnable with) {
        if (task.state().terminal()) {
            tasks.put(task.id(), task);
            if (task.state() instanceof TaskState.Completed reused) {
                given.add(List.of(task.apiKey(), reused.assetId()));
            }
            Notification.of(task).ifPresent(notifications::put);
            with.run();
            return;
        }
        Reservation reservation = task.reservation();
        Budget budget = reservation.budget();
        Month ofCloud = new Month(task.cloud(), reservation.month(), "");
        Month ofKey = new Month(task.cloud(), reservation.month(), task.apiKey());
        missing(ofCloud, reservation, budget.ofCloud()).ifPresent(remaining -> {
            throw CreditsExhaustedException.ofCloud(reservation, remaining);
        });
        missing(ofKey, reservation, budget.ofKey()).ifPresent(remaining -> {
            throw CreditsExhaustedException.ofKey(reservation, remaining);
        });
        int open = openTasks.getOrDefault(task.apiKey(), 0);
        if (budget.tasksAtOnce().isPresent() && open >= budget.tasksAtOnce().getAsInt()) {
            throw new TooManyTasksException(budget.tasksAtOnce().getAsInt());
        }
        if (tasks.putIfAbsent(task.id(), task) != null) {
            throw new IllegalStateException("There is such a task");
        }
        reserve(ofCloud, reservation.credits(), budget.ofCloud());
        reserve(ofKey, reservation.credits(), budget.ofKey());
        budget.tasksAtOnce().ifPresent(_ -> openTasks.put(task.apiKey(), open + 1));
        with.run();
        loseAnswer();
    }

    /** What remains, if it does not cover the reservation. */
    private OptionalLong missing(Month month, Reservation wanted, Allowance allowance) {
        OptionalLong remaining = allowance.without(balances.getOrDefault(month, Balance.untouched(allowance)).taken());
        return remaining.isPresent() && remaining.getAsLong() < wanted.credits() ? remaining : OptionalLong.empty();
    }

    private void reserve(Month month, long credits, Allowance allowance) {
        balances.merge(month, Balance.untouched(allowance).reserving(credits, allowance),
                (old, _) -> old.reserving(credits, allowance));
    }

    @Override
    public synchronized Optional<Task> find(String id) {
        return Optional.ofNullable(tasks.get(keyOfTable(id)));
    }

    /** The table asks nothing of a longer key. */
    private static String keyOfTable(String id) {
        if (id.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            throw new IllegalArgumentException("Size of hashkey has exceeded the maximum size limit of 2048 bytes");
        }
        return id;
    }

    /** The next so many changes of tasks fail, and change nothing. */
    public synchronized void failNext(int count) {
        failures = count;
    }

    /** The next so many tasks are taken in or changed, and nobody is told. */
    public synchronized void loseAnswers(int count) {
        lostAnswers = count;
    }

    @Override
    public synchronized boolean replace(Task before, Task after) {
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("The table does not answer");
        }
        boolean written = write(before, after);
        loseAnswer();
        return written;
    }

    private void loseAnswer() {
        if (lostAnswers > 0) {
            lostAnswers--;
            throw new IllegalStateException("The table's answer was lost");
        }
    }

    private boolean write(Task before, Task after) {
        Task now = tasks.get(before.id());
        if (now == null || now.revision() != before.revision()) {
            return after.equals(now) && after.settlementAfter(before).isEmpty();
        }
        tasks.put(after.id(), after);
        after.settlementAfter(before).ifPresent(s -> settle(after, s));
        Notification.after(before, after).ifPresent(notifications::put);
        return true;
    }

    /** What is owed to clients since tasks ended here. */
    public InMemoryNotifications notifications() {
        return notifications;
    }

    private void settle(Task task, Settlement s) {
        YearMonth month = task.reservation().month();
        balances.computeIfPresent(new Month(task.cloud(), month, ""), (_, old) -> old.settling(s));
        Month ofKey = new Month(task.cloud(), month, task.apiKey());
        balances.computeIfPresent(ofKey, (_, old) -> old.settling(s));
        task.reservation().budget().tasksAtOnce().ifPresent(_ -> openTasks.merge(task.apiKey(), -1, Integer::sum));
        if (task.state() instanceof TaskState.Completed completed) {
            assets.put(completed.assetId(), task.id());
            register(task, completed);
            Likeness.of(task.cloud(), task.order()).ifPresent(likeness -> alike.put(likeness, task.id()));
            models.computeIfAbsent(ofKey, _ -> new HashMap<>())
                    .merge(task.order().model().id(), ModelUsage.ofImage(s), ModelUsage::plus);
        }
    }

    private void register(Task task, TaskState.Completed completed) {
        long version = completed.asset().storage() instanceof Storage.Managed managed ? managed.version() : 0;
        makers.put(completed.assetId(), new AssetMaker(task.id(), task.cloud(), task.apiKey(), version));
        if (task.order().target() instanceof Target.Managed ordered
                && completed.asset().storage() instanceof Storage.Managed stored
                && ordered.publicId().equals(Optional.of(stored.publicId()))) {
            List<String> place = place(task.cloud(), stored.publicId());
            holds.put(place, new PublicIdHold(task.apiKey(), task.id(), true));
            assetsAt.put(place, completed.assetId());
        }
    }

    @Override
    public synchronized List<String> due(Instant now) {
        return tasks.values().stream()
                .filter(t -> t.state().dueAt().filter(at -> !at.isAfter(now)).isPresent())
                .sorted(Comparator.comparing(t -> t.state().dueAt().orElseThrow()))
                .map(Task::id)
                .toList();
    }

    @Override
    public synchronized Page newest(Owner owner, Stretch stretch, int count) {
        List<Task> newest = tasks.values().stream()
                .filter(t -> switch (owner) {
                    case Owner.Cloud(String cloud) -> t.cloud().equals(cloud);
                    case Owner.Key(String apiKey) -> t.apiKey().equals(apiKey);
                })
                .filter(t -> stretch.from().filter(from -> t.createdAt().isBefore(from)).isEmpty())
                .filter(t -> stretch.before().filter(end -> !t.createdAt().isBefore(end)).isEmpty())
                .filter(t -> stretch.beforeTask().filter(id -> t.id().compareTo(id) >= 0).isEmpty())
                .sorted(Comparator.comparing(Task::id).reversed())
                .limit(count)
                .toList();
        return new Page(newest, newest.size() < count ? Optional.empty() : Optional.of(newest.getLast().id()));
    }

    @Override
    public synchronized Optional<Task> ofAsset(String assetId) {
        return Optional.ofNullable(assets.get(keyOfTable(assetId))).map(tasks::get);
    }

    @Override
    public synchronized Optional<Task> like(Likeness likeness) {
        return Optional.ofNullable(alike.get(likeness)).map(tasks::get);
    }

    @Override
    public synchronized Optional<Plan> plan(String cloud) {
        return Optional.ofNullable(plans.get(cloud));
    }

    @Override
    public synchronized void setPlan(String cloud, Plan plan) {
        plans.put(cloud, plan);
    }

    @Override
    public synchronized Plan subscribe(String cloud) {
        return plans.computeIfAbsent(cloud, _ -> new Plan.Free());
    }

    @Override
    public synchronized Optional<Balance> balance(String cloud, YearMonth month) {
        return Optional.ofNullable(balances.get(new Month(cloud, month, "")));
    }

    @Override
    public synchronized Optional<KeyUsage> usage(String cloud, YearMonth month, String apiKey) {
        Month key = new Month(cloud, month, apiKey);
        return Optional.ofNullable(balances.get(key)).map(b -> new KeyUsage(b, models.getOrDefault(key, Map.of())));
    }

    @Override
    public synchronized Usage usage(String cloud, YearMonth month) {
        Map<String, KeyUsage> byKey = new HashMap<>();
        balances.keySet().stream()
                .filter(m -> m.cloud().equals(cloud) && m.month().equals(month) && !m.apiKey().isEmpty())
                .forEach(m -> byKey.put(m.apiKey(), usage(cloud, month, m.apiKey()).orElseThrow()));
        return new Usage(balance(cloud, month), byKey);
    }

    @Override
    public synchronized List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        balances.forEach((m, b) -> entries.add(new Entry(
                new Account.Month(m.cloud(), Optional.of(m.apiKey()).filter(key -> !key.isEmpty()), m.month()),
                Map.of(Figure.RESERVED, b.reserved(), Figure.USED, b.used(), Figure.REFUNDED, b.refunded(),
                        Figure.POSSIBLE_SPEND, b.possibleSpend()))));
        openTasks.forEach((key, open) ->
                entries.add(new Entry(new Account.OpenTasks(key), Map.of(Figure.OPEN_TASKS, (long) open))));
        return entries;
    }

    @Override
    public synchronized List<Task> tasks() {
        return List.copyOf(tasks.values());
    }

    @Override
    public synchronized Optional<ApiKey> findKey(String id) {
        return Optional.ofNullable(keys.get(keyOfTable(id)));
    }

    @Override
    public synchronized List<ApiKey> keysOf(String cloud) {
        return keys.values().stream().filter(key -> key.cloud().equals(cloud)).toList();
    }

    @Override
    public synchronized void put(ApiKey key) {
        keys.put(key.id(), key);
    }

    @Override
    public synchronized boolean add(ApiKey key, int most) {
        if (keysOf(key.cloud()).size() >= most) {
            return false;
        }
        if (keys.putIfAbsent(key.id(), key) != null) {
            throw new IllegalStateException("There is such a key");
        }
        return true;
    }

    @Override
    public synchronized boolean delete(String cloud, String id) {
        return findKey(id).filter(key -> key.cloud().equals(cloud)).map(key -> keys.remove(id)).isPresent();
    }

    @Override
    public synchronized boolean applied(String eventId) {
        return events.contains(eventId);
    }

    @Override
    public synchronized void record(String eventId, Instant until) {
        events.add(eventId);
    }
}
