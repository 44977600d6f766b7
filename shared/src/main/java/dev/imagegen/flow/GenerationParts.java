package dev.imagegen.flow;

import dev.imagegen.asset.AssetRegistry;
import dev.imagegen.asset.AssetStore;
import dev.imagegen.asset.RefusalStore;
import dev.imagegen.capacity.Capacity;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.credits.Ledger;
import dev.imagegen.delivery.DeliveryMessages;
import dev.imagegen.engine.Engines;
import dev.imagegen.image.PixelRoom;
import dev.imagegen.log.Log;
import dev.imagegen.spool.Spool;
import dev.imagegen.task.Ids;
import dev.imagegen.task.JobQueue;
import dev.imagegen.task.TaskStore;
import dev.imagegen.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What {@link Generation} is made of.
 *
 * @param temporaryLife how long a temporary asset can be fetched
 * @param room bounds the pictures that are made at once in this memory; half as many may be asked for or stored again beside
 *     them, so that nobody who only asks waits for the providers of others
 * @param spooler writes to the spool beside the upload
 * @param ticker nanoseconds from any origin, for whatever lasts: the clock may be stepped
 */
public record GenerationParts(
        TaskStore tasks, JobQueue jobs, DeliveryMessages messages, Catalog catalog, Engines engines, Capacity capacity,
        References references, AssetStore assets, AssetRegistry registry, RefusalStore refusals, Ledger ledger, Spool spool,
        Duration temporaryLife, PixelRoom room, Heartbeat heartbeat, Executor spooler, Steps steps, Sleeper sleeper, Clock clock,
        LongSupplier ticker, RandomGenerator random, Log log) {

    /** Puts them together. */
    public Generation generation() {
        Drawings drawings = new Drawings(catalog);
        RetiredModels retired = new RetiredModels(capacity, clock, log);
        Turns turns = new Turns(engines, capacity, retired, drawings, clock, log);
        Insistence insistence = new Insistence(sleeper, log);
        Endings endings = new Endings(tasks, messages, clock, log);
        GuardedUploads uploads = new GuardedUploads(assets, registry, tasks);
        Storing storing = new Storing(new UploadChain(uploads, temporaryLife, clock), spool,
                new SpoolWriter(spool, insistence, spooler, steps, log), endings, drawings,
                new Postponement(tasks, jobs, endings, insistence, clock),
                new StoreTrouble(turns, ledger, refusals, new StoreAlarm(log, ticker), clock, log), steps, log);
        Results results = new Results(tasks, jobs, storing, new Placement(uploads, log), endings, drawings, insistence, steps, clock);
        Claims claims = new Claims(tasks, endings, heartbeat, insistence, new Ids(clock, random), clock, log);
        Making making = new Making(turns, claims, references, drawings, new EngineCall(drawings, retired, clock, steps, log), results,
                new Retries(tasks, jobs, turns, endings, insistence, clock, random, log), room, steps, ticker);
        Asking asking = new Asking(tasks, jobs, engines, drawings, results, endings, turns, clock, log);
        Orphans orphans = new Orphans(making, storing, results, new OutcomeTimeout(jobs, endings, turns, clock, log), engines,
                drawings, spool, turns, log);
        return new Generation(tasks, making, asking, storing, orphans, room.half(), clock, log);
    }
}
