package dev.imagegen.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.asset.AssetRights;
import dev.imagegen.asset.Moderation;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.ReferenceImage;
import dev.imagegen.contract.Target;
import dev.imagegen.contract.WireEnum;
import dev.imagegen.contract.WireReader;
import dev.imagegen.contract.WireWriter;
import dev.imagegen.credits.UsageMark;
import dev.imagegen.engine.Upstream;
import java.net.URI;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Orders and states as JSON, for whoever keeps them. What is written here is read by later versions too. */
public final class TaskJson {

    private TaskJson() {}

    public static ObjectNode order(Order order) {
        ObjectNode node = Json.object()
                .put("operation", order.operation().wireName())
                .put("prompt", order.prompt())
                .put("width", order.width())
                .put("height", order.height())
                .put("format", order.format().wireName());
        node.set("model", WireWriter.model(order.model()));
        order.seed().ifPresent(seed -> node.put("seed", seed));
        node.set("target", target(order.target()));
        ArrayNode references = node.putArray("references");
        order.references().forEach(r -> references.add(reference(r)));
        order.notificationUrl().ifPresent(url -> node.put("notification_url", url.toString()));
        order.asked().ifPresent(asked -> node.set("asked", SizeJson.write(asked)));
        return node;
    }

    public static Order order(JsonNode node) {
        List<ReferenceImage> references = new ArrayList<>();
        node.get("references").forEach(r -> references.add(reference(r)));
        return new Order(
                WireEnum.of(Operation.class, node.get("operation").textValue()),
                WireReader.model(node.get("model")),
                node.get("prompt").textValue(),
                node.get("width").intValue(),
                node.get("height").intValue(),
                WireEnum.of(ImageFormat.class, node.get("format").textValue()),
                node.has("seed") ? OptionalLong.of(node.get("seed").longValue()) : OptionalLong.empty(),
                target(node.get("target")),
                references,
                text(node, "notification_url").map(URI::create),
                Optional.ofNullable(node.get("asked")).map(SizeJson::read));
    }

    private static ObjectNode target(Target target) {
        return switch (target) {
            case Target.Managed(Optional<String> publicId, Optional<String> preset) -> {
                ObjectNode node = Json.object().put("type", "managed");
                publicId.ifPresent(id -> node.put("public_id", id));
                preset.ifPresent(name -> node.put("upload_preset", name));
                yield node;
            }
            case Target.Temporary() -> Json.object().put("type", "temporary");
        };
    }

    private static Target target(JsonNode node) {
        return node.get("type").textValue().equals("temporary")
                ? new Target.Temporary()
                : new Target.Managed(text(node, "public_id"), text(node, "upload_preset"));
    }

    /** Of a client key. */
    public static ObjectNode rights(AssetRights rights) {
        ObjectNode node = Json.object().put("overwrite", rights.overwrite());
        rights.prefixes().forEach(node.putArray("prefixes")::add);
        rights.presets().forEach(node.putArray("presets")::add);
        return node;
    }

    public static AssetRights rights(JsonNode node) {
        return new AssetRights(texts(node.get("prefixes")), texts(node.get("presets")), node.get("overwrite").booleanValue());
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::textValue).toList();
    }

    private static ObjectNode reference(ReferenceImage reference) {
        return switch (reference) {
            case ReferenceImage.ByAssetId(String id) -> Json.object().put("asset_id", id);
            case ReferenceImage.ByUrl(URI url) -> Json.object().put("url", url.toString());
        };
    }

    private static ReferenceImage reference(JsonNode node) {
        return node.has("url")
                ? new ReferenceImage.ByUrl(URI.create(node.get("url").textValue()))
                : new ReferenceImage.ByAssetId(node.get("asset_id").textValue());
    }

    /** The data of a state; its name is kept beside it. */
    public static ObjectNode state(TaskState state) {
        return switch (state) {
            case TaskState.Queued(Instant resendAt) -> Json.object().put("resend_at", resendAt.toString());
            case TaskState.Running running -> running(running);
            case TaskState.Submitted submitted -> submitted(submitted);
            case TaskState.Generated generated -> generated(generated);
            case TaskState.Completed completed -> completed(completed);
            case TaskState.Failed failed -> {
                ObjectNode node = Json.object().put("maybe_billed", failed.maybeBilled()).put("at", failed.at().toString());
                node.set("error", WireWriter.error(failed.error()));
                yield node;
            }
        };
    }

    private static ObjectNode running(TaskState.Running running) {
        ObjectNode node =
                Json.object().put("owner", running.owner()).put("lease_until", running.leaseUntil().toString());
        running.calling().ifPresent(call ->
                node.put("calling", call.engine()).put("calling_until", call.until().toString()));
        return node;
    }

    private static ObjectNode submitted(TaskState.Submitted submitted) {
        Upstream upstream = submitted.upstream();
        ObjectNode node = Json.object()
                .put("engine", upstream.engine())
                .put("upstream_id", upstream.id())
                .put("ask_at", upstream.askAt().toString())
                .put("accepted_at", upstream.acceptedAt().toString())
                .put("look_at", submitted.lookAt().toString())
                .put("overdue_at", submitted.overdueAt().toString());
        upstream.microDollars().ifPresent(cost -> node.put("micro_dollars", cost));
        return node;
    }

    private static ObjectNode generated(TaskState.Generated generated) {
        ObjectNode node = Json.object().put("paid", generated.paid()).put("look_at", generated.lookAt().toString());
        generated.delay().ifPresent(delay -> {
            node.put("reason", delay.reason());
            delay.since().ifPresent(mark ->
                    node.put("used_from", mark.from().toString()).put("used", mark.credits()));
        });
        return node;
    }

    private static TaskState.Generated generated(JsonNode data) {
        Optional<UsageMark> since = text(data, "used_from")
                .map(from -> new UsageMark(YearMonth.parse(from), data.get("used").longValue()));
        return new TaskState.Generated(data.get("paid").booleanValue(), instant(data, "look_at"),
                text(data, "reason").map(reason -> new TaskState.StoreDelay(reason, since)));
    }

    private static ObjectNode completed(TaskState.Completed completed) {
        ObjectNode node = Json.object().put("asset_id", completed.assetId()).put("credits", completed.credits());
        node.set("asset", WireWriter.asset(completed.asset()));
        completed.deleteAt().ifPresent(at -> node.put("delete_at", at.toString()));
        completed.assetGone().ifPresent(at -> node.put("asset_gone", at.toString()));
        news(node, completed.news());
        return node;
    }

    private static void news(ObjectNode node, StoreNews news) {
        news.renamed().ifPresent(at -> node.put("renamed", at.toString()));
        news.overwritten().ifPresent(at -> node.put("overwritten", at.toString()));
        if (!news.moderations().isEmpty()) {
            ArrayNode list = node.putArray("moderations");
            news.moderations().forEach(m -> list.addObject()
                    .put("kind", m.kind()).put("verdict", m.verdict().name()).put("at", m.at().toString()));
        }
    }

    private static StoreNews news(JsonNode node) {
        List<Moderation> moderations = new ArrayList<>();
        node.path("moderations").forEach(m -> moderations.add(new Moderation(
                m.get("kind").textValue(), Moderation.Verdict.valueOf(m.get("verdict").textValue()), instant(m, "at"))));
        return new StoreNews(moderations, text(node, "renamed").map(Instant::parse), text(node, "overwritten").map(Instant::parse));
    }

    /** The word of the table for a state. */
    public static String stateName(TaskState state) {
        return switch (state) {
            case TaskState.Queued _ -> "QUEUED";
            case TaskState.Running _ -> "RUNNING";
            case TaskState.Submitted _ -> "SUBMITTED";
            case TaskState.Generated _ -> "GENERATED";
            case TaskState.Completed _ -> "COMPLETED";
            case TaskState.Failed _ -> "FAILED";
        };
    }

    public static TaskState state(String name, JsonNode data) {
        return switch (name) {
            case "QUEUED" -> new TaskState.Queued(instant(data, "resend_at"));
            case "RUNNING" -> new TaskState.Running(
                    data.get("owner").textValue(),
                    instant(data, "lease_until"),
                    text(data, "calling").map(engine -> new TaskState.Calling(engine, instant(data, "calling_until"))));
            case "SUBMITTED" -> new TaskState.Submitted(
                    upstream(data), instant(data, "look_at"), instant(data, "overdue_at"));
            case "GENERATED" -> generated(data);
            case "COMPLETED" -> new TaskState.Completed(
                    WireReader.asset(data.get("asset")),
                    data.get("asset_id").textValue(),
                    data.get("credits").longValue(),
                    text(data, "delete_at").map(Instant::parse),
                    text(data, "asset_gone").map(Instant::parse),
                    news(data));
            case "FAILED" -> new TaskState.Failed(
                    WireReader.error(data.get("error")), data.get("maybe_billed").booleanValue(), instant(data, "at"));
            default -> throw new IllegalArgumentException("No such state: " + name);
        };
    }

    private static Upstream upstream(JsonNode data) {
        return new Upstream(
                data.get("engine").textValue(),
                data.get("upstream_id").textValue(),
                URI.create(data.get("ask_at").textValue()),
                instant(data, "accepted_at"),
                data.has("micro_dollars") ? OptionalLong.of(data.get("micro_dollars").longValue()) : OptionalLong.empty());
    }

    private static Instant instant(JsonNode node, String name) {
        return Instant.parse(node.get(name).textValue());
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name)).map(JsonNode::textValue);
    }
}
