package dev.imagegen.functions.generate;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.Model;
import dev.imagegen.contract.AspectRatio;
import dev.imagegen.contract.ErrorCategory;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.Preference;
import dev.imagegen.contract.RequestReader;
import dev.imagegen.contract.Resolution;
import dev.imagegen.contract.Severity;
import dev.imagegen.contract.Tier;
import dev.imagegen.contract.WireEnum;
import dev.imagegen.webhook.SignatureAlgorithm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the document to the template's routes, to the errors and to the words of the code. */
class OpenApiDocumentTest {

    private static final String BASE = "/v2/generate/{cloud_name}/";
    private static final String COMMON = "missing_credentials invalid_credentials wrong_cloud key_expired too_many_requests"
            + " invalid_request internal_error";
    private static final String ROOT = COMMON + " not_allowed";
    private static final String GENERATION = COMMON + " invalid_json invalid_request unknown_model model_not_made_here price_above_limit model_not_allowed public_id_not_allowed target_refused"
            + " body_too_large unsupported_media_type content_refused idempotency_key_reused public_id_taken canceled credits_exhausted key_cap_reached too_many_tasks"
            + " provider_failed provider_overloaded outcome_unknown store_failed";

    /** What each route can answer, beside its successes. */
    private static final Map<String, String> ERRORS = Map.ofEntries(
            entry("POST " + BASE + "text_to_image", GENERATION),
            entry("POST " + BASE + "image_to_image", GENERATION + " reference_not_found reference_unusable"),
            entry("GET " + BASE + "tasks/{task_id}", COMMON + " invalid_request task_not_found"),
            entry("GET " + BASE + "models", COMMON),
            entry("GET " + BASE + "tasks", ROOT + " invalid_request"),
            entry("DELETE " + BASE + "tasks/{task_id}", COMMON + " invalid_request task_not_found task_started"),
            entry("GET " + BASE + "tasks/{task_id}/deliveries", COMMON + " invalid_request task_not_found"),
            entry("POST " + BASE + "tasks/{task_id}/deliveries",
                    COMMON + " invalid_request task_not_found notification_not_found task_not_ended"),
            entry("POST " + BASE + "delivery_urls",
                    COMMON + " invalid_json invalid_request asset_not_found body_too_large unsupported_media_type"),
            entry("GET " + BASE + "webhook_settings", ROOT),
            entry("PUT " + BASE + "webhook_settings",
                    ROOT + " invalid_json invalid_request body_too_large unsupported_media_type"),
            entry("POST " + BASE + "webhook_settings/secrets", ROOT),
            entry("DELETE " + BASE + "webhook_settings/secrets/{secret_id}", ROOT + " secret_not_found secret_in_use"),
            entry("GET " + BASE + "keys", ROOT),
            entry("POST " + BASE + "keys",
                    ROOT + " invalid_json invalid_request unknown_model body_too_large unsupported_media_type"),
            entry("DELETE " + BASE + "keys/{api_key}", ROOT + " invalid_request key_not_found"),
            entry("GET " + BASE + "plan", ROOT),
            entry("PUT " + BASE + "plan", ROOT + " invalid_json invalid_request body_too_large unsupported_media_type"),
            entry("GET " + BASE + "usage", COMMON + " invalid_request"),
            entry("POST /webhooks/cloudinary", "invalid_json invalid_signature internal_error"),
            entry("GET /health", "internal_error"),
            entry("GET /openapi.json", "internal_error"),
            entry("GET /console", "internal_error"));

    private final ApiDocument document = ApiDocument.served();

    @Test
    void documentIsOfTheVersionThatGeneratorsKnow() {
        assertEquals("3.0.3", document.at("/openapi").textValue());
    }

    @Test
    void routesAreThoseOfTheTemplate() throws IOException {
        assertEquals(TemplateRoutes.read(), document.routes());
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryComponentIsReferredTo() {
        List<String> references = new ArrayList<>();
        collectReferences(document.root(), references);
        for (String reference : references) {
            assertTrue(reference.startsWith("#/"), reference);
            assertFalse(document.at(reference.substring(1)).isMissingNode(), reference);
        }
        for (String kind : List.of("schemas", "responses", "parameters", "headers")) {
            document.at("/components/" + kind).fieldNames().forEachRemaining(name ->
                    assertTrue(references.contains("#/components/" + kind + "/" + name), name));
        }
    }

    private static void collectReferences(JsonNode node, List<String> found) {
        if (node.has("$ref")) {
            found.add(node.get("$ref").textValue());
        }
        if (node.has("mapping")) {
            node.get("mapping").forEach(target -> found.add(target.textValue()));
        }
        node.forEach(child -> collectReferences(child, found));
    }

    @Test
    void everyStatusThatARouteAnswersIsListedWithItsCodes() {
        assertEquals(document.routes(), new TreeSet<>(ERRORS.keySet()));
        ERRORS.forEach((route, words) -> {
            Set<String> statuses = new TreeSet<>();
            for (String word : words.split(" ")) {
                String status = String.valueOf(ErrorCode.ofWireName(word).status());
                statuses.add(status);
                JsonNode response = document.resolved(document.operation(route).get("responses").path(status));
                assertTrue(response.path("description").asText().contains("`" + word + "`"), route + " " + word);
            }
            Set<String> listed = new TreeSet<>();
            document.operation(route).get("responses").fieldNames().forEachRemaining(listed::add);
            listed.removeIf(status -> status.startsWith("2"));
            assertEquals(statuses, listed, route);
        });
    }

    @Test
    void everyCodeIsAnsweredBySomeRouteOrByNone() {
        Set<String> answered = ERRORS.values().stream().flatMap(w -> Stream.of(w.split(" "))).collect(Collectors.toSet());
        for (ErrorCode code : ErrorCode.values()) {
            boolean ofNoRoute = code == ErrorCode.ROUTE_NOT_FOUND || code == ErrorCode.METHOD_NOT_ALLOWED;
            assertEquals(!ofNoRoute, answered.contains(code.wireName()), code.wireName());
            assertTrue(document.root().toString().contains("`" + code.wireName() + "`"), code.wireName());
        }
    }

    @Test
    void errorsAreErrorResponsesAndEveryAnswerHasItsRequestIdInAHeader() {
        for (String route : document.routes()) {
            document.operation(route).get("responses").properties().forEach(entry -> {
                JsonNode response = document.resolved(entry.getValue());
                assertTrue(response.path("headers").has("X-Request-Id"), route + " " + entry.getKey());
                if (!entry.getKey().startsWith("2")) {
                    assertEquals("#/components/schemas/ErrorResponse",
                            response.at("/content/application~1json/schema/$ref").textValue(), route + " " + entry.getKey());
                }
            });
        }
        for (String header : List.of("Location", "Retry-After", "Cache-Control")) {
            assertTrue(document.at("/components/responses/Accepted/headers").has(header), header);
        }
    }

    @Test
    void wordsAreThoseOfTheCode() {
        assertEquals(WireEnum.words(ImageFormat.class), words("ImageFormat"));
        assertEquals(WireEnum.words(ImageFormat.class), words("Asset/properties/format"));
        assertEquals(WireEnum.words(AspectRatio.class), words("ShapeSize/properties/aspect_ratio"));
        assertEquals(WireEnum.words(Resolution.class), words("ShapeSize/properties/resolution"));
        assertEquals(WireEnum.words(Tier.class), words("Tier"));
        assertEquals(WireEnum.words(Preference.class), words("ModelAuto/properties/preference"));
        assertEquals(WireEnum.words(Severity.class), words("Notice/properties/severity"));
        for (String schema : List.of("WebhookSettings", "WebhookSettingsRequest")) {
            assertEquals(WireEnum.words(SignatureAlgorithm.class), words(schema + "/properties/signature_algorithm"));
        }
        assertEquals(
                Arrays.stream(ErrorCategory.values()).map(ErrorCategory::wireName).collect(Collectors.toSet()),
                Set.copyOf(words("Error/properties/category")));
    }

    @Test
    void modelsAreThoseOfTheCatalogue() {
        Catalog catalog = Catalog.load();
        assertEquals(ids(catalog, Operation.TEXT_TO_IMAGE), words("ModelById/properties/id"));
        assertEquals(ids(catalog, Operation.IMAGE_TO_IMAGE), words("EditModelById/properties/id"));
        assertEquals(catalog.families(), words("ModelByFamily/properties/family"));
    }

    private static List<String> ids(Catalog catalog, Operation operation) {
        return catalog.models(operation).stream().map(Model::id).toList();
    }

    private List<String> words(String schema) {
        List<String> words = new ArrayList<>();
        document.at("/components/schemas/" + schema + "/enum").forEach(word -> words.add(word.textValue()));
        return words;
    }

    @Test
    void longestPromptIsTheOneOfTheCode() {
        assertEquals(RequestReader.MAX_PROMPT, document.at("/components/schemas/Prompt/maxLength").intValue());
    }
}
