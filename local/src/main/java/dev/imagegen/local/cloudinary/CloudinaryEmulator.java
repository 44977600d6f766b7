package dev.imagegen.local.cloudinary;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Cloudinary on this machine, for images: it stores, looks up, renames, deletes, delivers and generates them, and
 * tells whoever wants to know. Of public ones it renders the transformations that delivery URLs of ours are made of,
 * and refuses others; it fetches no remote files. Images that are uploaded with the
 * preset {@code moderated} are judged by a word in their public id: {@code rejected}, {@code pending}, or else they are
 * approved.
 *
 * <p>Routes: {@code POST /v1_1/{cloud}/[image/|auto/]upload}, {@code …/image/destroy}, {@code …/asset/destroy},
 * {@code …/image/rename}, {@code GET /v1_1/{cloud}/resources/{asset_id}}, {@code …/resources/image/{type}/{public_id}},
 * {@code …/image/download}, {@code …/asset/download} and {@code GET /{cloud}/image/{type}/…}; of the add-on
 * {@code POST /v2/generate/{cloud}/text_to_image}, {@code …/image_to_image}, {@code GET …/tasks/{task_id}} and
 * {@code GET /v2/{cloud}/uploads/{id}/stream}. Images may have up to 20 MB; they are kept in files, so memory holds only
 * those of the calls that are under way, and the temporary ones.
 */
public final class CloudinaryEmulator implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads;
    private final Switchboard switchboard;
    private final GenerationStudio studio;
    private final Notifier notifier;
    private final Optional<Path> temporary;

    private CloudinaryEmulator(
            HttpServer server, ExecutorService threads, Switchboard switchboard, GenerationStudio studio,
            Notifier notifier, Optional<Path> temporary) {
        this.server = server;
        this.threads = threads;
        this.switchboard = switchboard;
        this.studio = studio;
        this.notifier = notifier;
        this.temporary = temporary;
    }

    /** @throws IOException if the port is taken, or the data directory can not be used */
    public static CloudinaryEmulator start(EmulatorSettings settings) throws IOException {
        Optional<Path> temporary = settings.dataDir().isPresent()
                ? Optional.empty()
                : Optional.of(Files.createTempDirectory("imagegen-cloudinary"));
        ObjectMapper json = new ObjectMapper();
        Shelf shelf = new Shelf(settings.dataDir().or(() -> temporary).orElseThrow(), json);
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getByName("127.0.0.1"), settings.port()), 0);
        Describer describer = new Describer(json, baseUrl(server).toString());
        Gate gate = new Gate(settings.clock());
        Switchboard switchboard = new Switchboard();
        Intake intake = new Intake(shelf, settings.clock(), settings.random());
        Notifier notifier = new Notifier(settings.notifications(), settings.clock());
        AssetNotifications notifications = new AssetNotifications(notifier, describer, intake, settings.clock());
        GenerationStudio studio = new GenerationStudio(intake, describer,
                new TemporaryImages(baseUrl(server), settings.clock(), intake), notifier, notifications, settings);
        Router router = new Router(
                settings.clouds(),
                gate,
                switchboard,
                new UploadRoute(shelf, describer, intake, notifications),
                new AssetRoutes(shelf, describer, notifications, settings.clock()),
                new OriginalRoutes(shelf, gate, new NegativeCache(settings.clock()), settings.clock()),
                new GenerationRoutes(settings.clouds(), gate, switchboard, studio,
                        new GenerationReferences(shelf, baseUrl(server)), intake, settings.orders()));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/", exchange -> handle(exchange, router));
        server.start();
        return new CloudinaryEmulator(server, threads, switchboard, studio, notifier, temporary);
    }

    /** Scheme, host and port: the base of the API and of delivery. */
    public URI baseUrl() {
        return baseUrl(server);
    }

    /** How many calls of a kind have arrived, refused ones included. */
    public int calls(Route route) {
        return switchboard.calls(route);
    }

    /** Makes the next calls of a kind fail, before they change anything. */
    public void failNext(Route route, int calls, int status) {
        switchboard.failNext(route, calls, status);
    }

    /** Has notifications go wrong from now on; those that were held back till now go out. */
    public void disturb(Disturbance disturbance) {
        notifier.disturb(disturbance);
    }

    /** How many images were generated. */
    public int generations() {
        return studio.generations();
    }

    /** How many of them were billed: failed ones are not. */
    public int billed() {
        return studio.billed();
    }

    /** How many orders were answered 429 because too many images were in progress. */
    public int sentAway() {
        return studio.sentAway();
    }

    /** Waits while an image is being made, or its webhook is being sent for the first time. */
    public void awaitRest() throws InterruptedException {
        studio.awaitRest();
    }

    @Override
    public void close() {
        server.stop(0);
        studio.close();
        notifier.close();
        threads.close();
        temporary.ifPresent(CloudinaryEmulator::remove);
    }

    private static URI baseUrl(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void handle(HttpExchange exchange, Router router) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = router.answer(CallReader.read(exchange));
            } catch (Refusal e) {
                answer = Answer.error(e.status(), e.getMessage());
            } catch (UncheckedIOException e) {
                answer = Answer.error(500, "The emulator can not use its directory");
            }
            answer.send(exchange);
        }
    }

    private static void remove(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
