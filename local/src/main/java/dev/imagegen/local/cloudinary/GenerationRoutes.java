package dev.imagegen.local.cloudinary;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.imagegen.contract.Json;
import dev.imagegen.local.providers.Mishap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** The add-on that generates images: takes orders, tells how far they are, and gives out what is temporary. */
final class GenerationRoutes {

    private static final Set<String> OPERATIONS = Set.of("text_to_image", "image_to_image");
    private static final int TASK_ID_BYTES = 32;

    private final Map<String, Account> clouds;
    private final Gate gate;
    private final Switchboard switchboard;
    private final GenerationStudio studio;
    private final GenerationReferences references;
    private final Intake ids;
    private final BiConsumer<String, byte[]> orders;
    private final Map<String, Generation> generations = new ConcurrentHashMap<>();

    GenerationRoutes(Map<String, Account> clouds, Gate gate, Switchboard switchboard, GenerationStudio studio,
            GenerationReferences references, Intake ids, BiConsumer<String, byte[]> orders) {
        this.clouds = clouds;
        this.gate = gate;
        this.switchboard = switchboard;
        this.studio = studio;
        this.references = references;
        this.ids = ids;
        this.orders = orders;
    }

    /** @param call whose path begins with {@code v2} */
    Answer answer(Call call, String method) {
        List<String> path = call.path();
        try {
            if (path.size() == 4 && path.get(1).equals("generate") && OPERATIONS.contains(path.get(3))
                    && method.equals("POST")) {
                orders.accept(path.get(3), call.json().orElse(new byte[0]));
                switchboard.enter(Route.GENERATE);
                return order(call, path.get(2), path.get(3));
            }
            if (path.size() == 5 && path.get(1).equals("generate") && path.get(3).equals("tasks") && method.equals("GET")) {
                switchboard.enter(Route.GENERATION_TASK);
                return task(call, path.get(2), path.get(4));
            }
            if (path.size() == 5 && path.get(2).equals("uploads") && path.get(4).equals("stream") && method.equals("GET")) {
                switchboard.enter(Route.TEMPORARY);
                return stream(path.get(1), path.get(3));
            }
            throw GenerationRefusal.of(404, "No such route");
        } catch (GenerationRefusal e) {
            return e.answer();
        } catch (Refusal e) {
            return GenerationRefusal.of(e.status(), e.getMessage()).answer();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.error(500, "The emulator is stopping");
        }
    }

    private Answer order(Call call, String cloud, String operation) throws InterruptedException {
        Account account = admitted(call, cloud);
        GenerationOrder order = GenerationOrder.read(operation, call, account);
        Optional<Mishap> mishap = Mishap.of(order.prompt());
        mishap.ifPresent(this::refuse);
        if (mishap.filter(Mishap.WRONG_ADDRESS::equals).isPresent()) {
            return new Answer(404, Map.of("Content-Type", "text/html"), "<html><title>404 Not Found</title></html>".getBytes(UTF_8));
        }
        if (mishap.filter(Mishap.CUT_BEFORE::equals).isPresent()) {
            return Answer.json(200, Json.object()).cut(Answer.Sent.NOTHING);
        }
        references.check(cloud, order);
        Generation generation = new Generation(
                cloud, ids.newId(TASK_ID_BYTES), order, GenerationStudio.says(order.prompt(), "webhook-only"));
        generations.put(generation.id(), generation);
        return mishap.map(m -> spoiled(m, begun(generation))).orElseGet(() -> begun(generation));
    }

    private Answer begun(Generation generation) {
        if (generation.order().async()) {
            Answer accepted = Answer.json(202, studio.answers().task(generation));
            studio.start(generation);
            return accepted;
        }
        studio.make(generation);
        generation.show();
        return switch (generation.state()) {
            case FAILED -> throw GenerationRefusal.of(422, "The image was withheld.");
            case PENDING, PROCESSING -> throw GenerationRefusal.of(502, "Model unavailable");
            case COMPLETED -> Answer.json(200, studio.answers().result(generation));
        };
    }

    /** What is answered before anything is made. */
    private void refuse(Mishap mishap) {
        switch (mishap) {
            case REFUSE_INPUT -> throw GenerationRefusal.of(422, "The prompt was refused");
            case RATE_LIMIT -> throw limited(studio.answers().remaining());
            case RATE_LIMIT_2S -> throw limited(studio.answers().remaining()).retryAfter(2);
            case NO_FUNDS -> throw limited(0);
            case OVERLOAD -> throw GenerationRefusal.of(503, "Overloaded");
            case OVERLOAD_2S -> throw GenerationRefusal.of(503, "Overloaded").retryAfter(2);
            case BAD_KEY -> throw GenerationRefusal.of(401, "Invalid credentials");
            case RETIRED -> throw GenerationRefusal.of(404, "No such model");
            case REJECT -> throw GenerationRefusal.parameter("image_size", "unsupported size");
            case REFUSE_OUTPUT, OVERLOAD_BILLED, WRONG_ADDRESS, BREAK, CUT_BEFORE, CUT, CUT_MIDDLE, EMPTY, PROSE, WRONG_SIZE,
                    GARBAGE, EXPIRED, NEVER -> { }
        }
    }

    /** What becomes of an answer, while the image is being made all the same. */
    private static Answer spoiled(Mishap mishap, Answer answer) {
        return switch (mishap) {
            case BREAK -> throw GenerationRefusal.of(500, "Internal error");
            case OVERLOAD_BILLED -> throw GenerationRefusal.of(503, "Overloaded");
            case CUT -> answer.cut(Answer.Sent.NOTHING);
            case CUT_MIDDLE -> answer.cut(Answer.Sent.HALF);
            case GARBAGE -> new Answer(answer.status(), answer.headers(), "upstream says hello".getBytes(UTF_8));
            case REFUSE_INPUT, REFUSE_OUTPUT, RATE_LIMIT, RATE_LIMIT_2S, OVERLOAD, OVERLOAD_2S, NO_FUNDS, BAD_KEY, RETIRED,
                    WRONG_ADDRESS, REJECT, CUT_BEFORE, EMPTY, PROSE, WRONG_SIZE, EXPIRED, NEVER -> answer;
        };
    }

    private GenerationRefusal limited(long remaining) {
        return GenerationRefusal.limited(studio.answers().limits(Optional.empty(), remaining), "Limit exceeded");
    }

    private Answer task(Call call, String cloud, String id) {
        admitted(call, cloud);
        Generation generation = Optional.ofNullable(generations.get(id))
                .filter(known -> known.cloud().equals(cloud))
                .orElseThrow(() -> GenerationRefusal.of(404, "Task not found"));
        var body = studio.answers().task(generation);
        boolean expires = Mishap.of(generation.order().prompt()).filter(Mishap.EXPIRED::equals).isPresent();
        if (expires && generation.order().temporary() && generation.asset().isPresent() && generation.toldFirst()) {
            body.withObject("/data/result/assets/0").set(
                    "storage", GenerationAnswers.storage(studio.temporary().expired(cloud)));
        }
        return Answer.json(200, body);
    }

    private Answer stream(String cloud, String id) {
        byte[] bytes = studio.temporary().find(cloud, id).orElseThrow(() -> GenerationRefusal.of(404, "Not found"));
        return new Answer(200, Map.of("Content-Type", "application/octet-stream"), bytes);
    }

    private Account admitted(Call call, String cloud) {
        Account account = Optional.ofNullable(clouds.get(cloud))
                .orElseThrow(() -> GenerationRefusal.of(401, "Unknown cloud_name " + cloud));
        gate.admitBasic(call, account);
        return account;
    }
}
