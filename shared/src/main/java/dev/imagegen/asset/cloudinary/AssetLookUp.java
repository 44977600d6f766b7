package dev.imagegen.asset.cloudinary;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imagegen.asset.StoreException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks Cloudinary what it has. These calls are limited by the hour, so they are for what nothing else tells. */
final class AssetLookUp {

    private static final int LARGEST_ANSWER = 1_000_000;

    private final CloudinarySettings settings;
    private final PatientClient client;
    private final ObjectMapper json;

    AssetLookUp(CloudinarySettings settings, PatientClient client, ObjectMapper json) {
        this.settings = settings;
        this.client = client;
        this.json = json;
    }

    /** Empty if there is no such asset, or no asset can have that id. @throws StoreException if it does not say */
    Optional<Answer> byAssetId(String assetId) {
        // Anything else is no id of theirs, and would be another path of their API.
        return assetId.matches("[0-9a-f]{32}") ? ask(settings.call("resources/" + assetId)) : Optional.empty();
    }

    /** The public image under that public id. */
    Optional<Answer> byPublicId(String publicId) {
        return ask(settings.call("resources/image/upload/" + Arrays.stream(publicId.split("/"))
                .map(part -> URLEncoder.encode(part, UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"))));
    }

    private Optional<Answer> ask(URI address) {
        HttpResponse<byte[]> response = client.send(
                HttpRequest.newBuilder(address).header("Authorization", basic()).build(), LARGEST_ANSWER);
        return switch (response.statusCode()) {
            case 200 -> Optional.of(Answer.read(json, response));
            case 404 -> Optional.empty();
            default -> throw Answer.refusal(json, response, "");
        };
    }

    private String basic() {
        String pair = settings.apiKey() + ":" + settings.secret();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }
}
