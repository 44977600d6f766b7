package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.access.ApiKey;
import dev.imagegen.access.SecretHash;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.Resolver;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.ModelSelection;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.RequestReader;
import dev.imagegen.contract.Tier;
import dev.imagegen.credits.CreditsExhaustedException;
import dev.imagegen.credits.Plan;
import dev.imagegen.delivery.DeliveryMessages;
import dev.imagegen.delivery.SigningSecret;
import dev.imagegen.net.ReceiverRules;
import dev.imagegen.task.Ids;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.InMemoryWebhookSettings;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.RecordingJobs.Sent;
import dev.imagegen.testing.Samples;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AcceptanceTest {

    private static final URI HOOK = URI.create("https://example.com/hook");
    private static final String ASKS = "{\"prompt\": \"a lamp\", \"async\": %s, \"notification_url\": \"https://example.com/hook\"}";
    private static final String ASYNC = "{\"prompt\": \"a lamp\", \"async\": true}";

    private final Workshop shop = new Workshop(true);
    private final InMemoryWebhookSettings settings = new InMemoryWebhookSettings();
    private final ApiKey caller = ApiKey.root("demo-key", Samples.CLOUD, MutableClock.START, SecretHash.of("s", new Random(1)));
    private final Acceptance acceptance = new Acceptance(
            new Drafts(new Resolver(Catalog.load(), new ModelSelection.ByFamily("nano-banana", Tier.STANDARD), model -> true),
                    new Recipients(settings, ReceiverRules.of(false)), shop.table, shop.table, shop.clock),
            shop.table, shop.jobs, new DeliveryMessages(shop.told, shop.log), shop.table, 50, Duration.ofDays(30),
            new Ids(shop.clock, new Random(2)), shop.clock, shop.log);

    private Task accept(String body) {
        var reading = RequestReader.read(Operation.TEXT_TO_IMAGE, body.getBytes(StandardCharsets.UTF_8));
        return acceptance.accept(caller, reading, "request-1");
    }

    @Test
    void aTaskIsDurableAndItsJobIsSent() {
        Task task = accept("{\"prompt\": \"a lamp\"}");

        assertEquals(task, shop.now(task));
        assertEquals("nano-banana-1", task.order().model().id());
        assertEquals(List.of(new Sent(new Job.Advance(task.id()), Duration.ZERO)), shop.jobs.sent());
        assertEquals(OptionalLong.of(46), shop.balance().remaining());
    }

    /** Else its client would send it again, and pay for both. */
    @Test
    void aTaskThatTheTableTookInWithoutSayingSoIsTakenIn() {
        shop.table.loseAnswers(1);

        Task task = accept(ASYNC);

        assertEquals(task, shop.now(task));
        assertEquals(List.of(new Sent(new Job.Advance(task.id()), Duration.ZERO)), shop.jobs.sent());
        assertEquals(1, shop.logged("acceptance_not_confirmed"));
    }

    @Test
    void aQueueThatCanNotBeReachedLosesNoTask() {
        shop.jobs.breakDown();

        Task task = accept("{\"prompt\": \"a lamp\"}");

        assertInstanceOf(TaskState.Queued.class, shop.now(task).state());
        assertEquals(shop.clock.instant().plus(Duration.ofMinutes(2)), shop.now(task).state().dueAt().orElseThrow());
    }

    @Test
    void aPlanOfTheCloudGoesBeforeTheDefault() {
        shop.table.setPlan(Samples.CLOUD, new Plan.Paid(OptionalLong.of(3)));

        var refusal = assertThrows(CreditsExhaustedException.class, () -> accept("{\"prompt\": \"a lamp\"}"));

        assertEquals("This image costs 4 credits and 3 are left this month. Raise the plan's spending limit, or"
                + " wait for 2026-12-01T00:00:00Z, when the credits are reset.", refusal.error().message());
        assertEquals(List.of(), shop.jobs.sent());
    }

    @Test
    void aForbiddenAddressCostsNothingAndLeavesNoTask() {
        var refusal = assertThrows(ImagegenException.class,
                () -> accept("{\"prompt\": \"a lamp\", \"notification_url\": \"https://169.254.169.254/\"}"));

        assertEquals(Map.of("field", "notification_url"), refusal.error().details());
        assertEquals(Optional.empty(), shop.table.balance(Samples.CLOUD, Samples.MONTH));
        assertEquals(List.of(), shop.jobs.sent());
    }

    private void secret() {
        settings.change(Samples.CLOUD, old -> old.withSecret(new SigningSecret("1", "whsec_QUJD", shop.clock.instant())));
    }

    private void cloudWide(String url) {
        settings.change(Samples.CLOUD, old -> old.withNotificationUrl(Optional.of(URI.create(url))));
    }

    @Test
    void anAsynchronousRequestIsToldAtItsOwnAddressOrElseAtThatOfTheCloud() {
        secret();
        assertEquals(Optional.empty(), accept(ASYNC).order().notificationUrl());
        assertEquals(Optional.of(HOOK), accept(ASKS.formatted("true")).order().notificationUrl());

        cloudWide("https://example.com/cloud");

        assertEquals(Optional.of(URI.create("https://example.com/cloud")), accept(ASYNC).order().notificationUrl());
        Task own = accept(ASKS.formatted("true"));
        assertEquals(Optional.of(HOOK), own.order().notificationUrl());
        assertEquals(List.of(Notice.info("No model was named: nano-banana-1 was used.")), own.notices());
    }

    @Test
    void aSynchronousRequestIsToldByItsAnswer() {
        secret();
        cloudWide("https://example.com/cloud");

        assertEquals(Optional.empty(), accept("{\"prompt\": \"a lamp\"}").order().notificationUrl());
        Task task = accept(ASKS.formatted("false"));
        assertEquals(Optional.empty(), task.order().notificationUrl());
        assertEquals("The 'notification_url' was ignored: it is called for requests with \"async\": true only.",
                task.notices().getLast().text());
    }

    @Test
    void aRequestThatWantsToBeToldWhileNothingCanBeSignedIsRefusedAndCostsNothing() {
        cloudWide("https://example.com/cloud");

        var refusal = assertThrows(ImagegenException.class, () -> accept(ASKS.formatted("true")));

        assertEquals(ErrorCode.INVALID_REQUEST, refusal.error().code());
        assertEquals(Map.of("field", "notification_url"), refusal.error().details());
        assertEquals("'notification_url': there is no secret to sign with; make one with POST"
                + " /v2/generate/demo/webhook_settings/secrets and a root key, or leave the field out.", refusal.error().message());
        assertEquals(Optional.empty(), shop.table.balance(Samples.CLOUD, Samples.MONTH));
        assertEquals(List.of(), shop.jobs.sent());
        assertEquals(Optional.empty(), accept(ASYNC).order().notificationUrl(), "one that asks for nothing is made all the same");
    }

    @Test
    void anUnlimitedCloudMeetsNoWall() {
        shop.table.setPlan(Samples.CLOUD, new Plan.Paid(OptionalLong.empty()));

        for (int i = 0; i < 20; i++) {
            accept("{\"prompt\": \"a lamp\"}");
        }

        assertEquals(80, shop.balance().reserved());
        assertEquals(OptionalLong.empty(), shop.balance().remaining());
    }
}
