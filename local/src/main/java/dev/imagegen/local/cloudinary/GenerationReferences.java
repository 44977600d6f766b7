package dev.imagegen.local.cloudinary;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.image.ImageHeader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;

/** Looks at the reference images of an order. Addresses are fetched if they are the emulator's own; there are no others. */
final class GenerationReferences {

    private final Shelf shelf;
    private final URI base;

    GenerationReferences(Shelf shelf, URI base) {
        this.shelf = shelf;
        this.base = base;
    }

    /** @throws GenerationRefusal if one of them is not there, or is no image */
    void check(String cloud, GenerationOrder order) throws InterruptedException {
        for (JsonNode reference : order.references()) {
            byte[] bytes = switch (reference.path("source_type").asText()) {
                case "managed_asset" -> stored(cloud, only(reference, "asset_id"));
                case "url" -> fetched(only(reference, "url"));
                default -> throw GenerationRefusal.parameter("reference_images", "unknown source_type");
            };
            if (ImageHeader.read(bytes).isEmpty()) {
                throw GenerationRefusal.parameter("reference_images", "a reference is no image");
            }
        }
    }

    private static String only(JsonNode reference, String field) {
        Set<String> allowed = Set.of("source_type", field);
        if (!reference.path(field).isTextual() || !reference.propertyStream().allMatch(f -> allowed.contains(f.getKey()))) {
            throw GenerationRefusal.parameter("reference_images", "a reference is malformed");
        }
        return reference.path(field).asText();
    }

    private byte[] stored(String cloud, String assetId) {
        return shelf.find(cloud, assetId).flatMap(shelf::bytes)
                .orElseThrow(() -> GenerationRefusal.of(404, "Reference image not found"));
    }

    private byte[] fetched(String url) throws InterruptedException {
        if (!url.startsWith(base + "/") && !url.startsWith("https://")) {
            throw GenerationRefusal.parameter("reference_images", "a reference must be an https URL");
        }
        if (!url.startsWith(base + "/")) {
            throw GenerationRefusal.of(404, "The emulator fetches references from itself only");
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> response =
                    client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw GenerationRefusal.of(404, "Reference image not found");
            }
            return response.body();
        } catch (IOException e) {
            throw GenerationRefusal.of(404, "Reference image not found");
        }
    }
}
