package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Json;
import java.util.List;

/** Asks for addresses of what the store makes of an asset. Bodies are written with single quotes, without their braces. */
final class DeliveryUrlDesk {

    static final String ROUTE = "delivery_urls";
    static final String HOST = "https://res.cloudinary.com/acme-demo/image/upload/";
    static final String HERO = "'asset': {'public_id': 'campaigns/summer/hero_4k', 'version': 1790000000}, ";
    static final String BEACH = "'asset': {'public_id': 'backgrounds/beach_dawn', 'version': 1790000000}, ";
    static final String BOTTLE = "'asset': {'public_id': 'gen/bottle_01', 'version': 1790000001}, ";
    static final String SHELF = "'mock_up': {'public_id': 'mockups/shelf', 'version': 1790000000}";

    final Door door = new Door();
    private final ApiDocument document = ApiDocument.served();

    /** As a cloud that has nothing stored here. */
    Door.Reply acme(String body) {
        return door.call("POST", "/v2/generate/acme-demo/" + ROUTE, "{" + body.replace('\'', '"') + "}",
                Door.headers("acme-key:demo-secret"));
    }

    /** What was made, in the terms of the document. */
    JsonNode urls(String body) {
        Door.Reply reply = acme(body);
        assertEquals(200, reply.status(), reply.body().toString());
        assertEquals("", document.violations("/components/schemas/DeliveryUrlsAnswer", reply.body()));
        assertEquals("", document.violations("/components/schemas/DeliveryUrlsRequest",
                Json.parse("{" + body.replace('\'', '"') + "}")));
        return reply.body().at("/data/urls");
    }

    /** The one URL, without its host. */
    String url(String body) {
        JsonNode urls = urls(body);
        assertEquals(1, urls.size());
        String url = urls.get(0).get("url").textValue();
        assertTrue(url.startsWith(HOST), url);
        return url.substring(HOST.length());
    }

    /** An asset of the client key. @return its id */
    String stored() {
        door.call("POST", "text_to_image", "{\"prompt\": \"a lamp\", \"async\": true}",
                Door.headers("client-key:demo-secret"));
        door.completeLast();
        return door.last().id();
    }

    Door.Reply as(String credentials, String id, String use) {
        return door.call("POST", ROUTE, ("{'asset': {'asset_id': '" + id + "'}, " + use + "}").replace('\'', '"'),
                Door.headers(credentials));
    }

    /** As the client that {@link #stored} is of. */
    Door.Reply own(String id, String use) {
        return as("client-key:demo-secret", id, use);
    }

    static List<String> notices(Door.Reply reply) {
        return reply.body().path("notices").valueStream()
                .map(n -> n.get("severity").textValue() + ": " + n.get("text").textValue())
                .toList();
    }

    /** Refused for this field in these words, as the document says. */
    void refused(Door.Reply reply, String field, String message) {
        assertEquals(400, reply.status(), reply.body().toString());
        assertEquals("invalid_request", reply.error().get("code").textValue());
        assertEquals(message, reply.error().get("message").textValue());
        assertEquals(field, reply.error().at("/details/field").textValue());
        assertEquals("", document.violations("/components/schemas/ErrorResponse", reply.body()));
    }
}
