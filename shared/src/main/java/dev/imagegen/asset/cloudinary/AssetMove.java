package dev.imagegen.asset.cloudinary;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imagegen.asset.StoreException;
import dev.imagegen.asset.StoredAsset;
import dev.imagegen.contract.Storage;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Optional;
import java.util.TreeMap;

/** Gives images other public ids. */
final class AssetMove {

    private static final int LARGEST_ANSWER = 1_000_000;

    private final CloudinarySettings settings;
    private final RequestSigner signer;
    private final PatientClient client;
    private final AssetLookUp lookUp;
    private final ObjectMapper json;
    private final Clock clock;

    AssetMove(CloudinarySettings settings, RequestSigner signer, PatientClient client, AssetLookUp lookUp, ObjectMapper json,
            Clock clock) {
        this.settings = settings;
        this.signer = signer;
        this.client = client;
        this.lookUp = lookUp;
        this.json = json;
        this.clock = clock;
    }

    /** See {@link dev.imagegen.asset.AssetStore#move}. */
    StoredAsset to(String publicId, StoredAsset asset, boolean overwrite) {
        HttpResponse<byte[]> response = client.send(request(asset, publicId, overwrite), LARGEST_ANSWER);
        if (response.statusCode() == 200) {
            return moved(asset, Answer.read(json, response));
        }
        if (response.statusCode() != 400 && response.statusCode() != 404) {
            throw Answer.refusal(json, response, "");
        }
        // It may lie there already, because an answer was lost; or something else does.
        Optional<Answer> now = lookUp.byAssetId(asset.assetId()).filter(info -> info.text("public_id").equals(publicId));
        if (now.isPresent()) {
            return moved(asset, now.get());
        }
        lookUp.byPublicId(publicId).ifPresent(there -> {
            throw StoreException.taken(there.occupant());
        });
        throw Answer.refusal(json, response, "Check target.public_id.");
    }

    private HttpRequest request(StoredAsset asset, String publicId, boolean overwrite) {
        var parameters = new TreeMap<String, String>();
        parameters.put("from_public_id", ((Storage.Managed) asset.storage()).publicId());
        parameters.put("to_public_id", UploadParameters.sendable("target.public_id", publicId));
        parameters.put("overwrite", String.valueOf(overwrite));
        parameters.put("invalidate", "true");
        parameters.put("timestamp", String.valueOf(clock.instant().getEpochSecond()));
        FormBody form = FormBody.urlEncoded(signer.sign(parameters));
        return HttpRequest.newBuilder(settings.call("image/rename"))
                .header("Content-Type", form.contentType())
                .POST(form.publisher())
                .build();
    }

    private static StoredAsset moved(StoredAsset asset, Answer answer) {
        var storage = new Storage.Managed(
                answer.url("secure_url"), answer.text("asset_id"), answer.text("public_id"), answer.number("version"));
        return new StoredAsset(asset.assetId(), storage, asset.format(), asset.width(), asset.height(), asset.bytes(),
                asset.moderations());
    }
}
