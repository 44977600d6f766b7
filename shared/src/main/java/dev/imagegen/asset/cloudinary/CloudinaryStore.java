package dev.imagegen.asset.cloudinary;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imagegen.asset.AssetStore;
import dev.imagegen.asset.Occupant;
import dev.imagegen.asset.StoreException;
import dev.imagegen.asset.StoredAsset;
import dev.imagegen.asset.Upload;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Storage;
import dev.imagegen.contract.Target.Managed;
import dev.imagegen.contract.Target.Temporary;
import dev.imagegen.contract.WireEnum;
import dev.imagegen.time.Sleeper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Keeps images in one environment of Cloudinary.
 *
 * <p>Managed images are public and overwrite what has their public id. Temporary ones are of type authenticated, under
 * an id nobody can guess, and reachable by a download link that ends at their expiry; deleting them is the sweeper's.
 */
public final class CloudinaryStore implements AssetStore {

    private static final int LARGEST_ANSWER = 1_000_000;

    private final CloudinarySettings settings;
    private final RequestSigner signer;
    private final DownloadLink downloadLink;
    private final Originals originals;
    private final PatientClient client;
    private final ObjectMapper json;
    private final Clock clock;
    private final AssetLookUp lookUp;
    private final AssetMove move;

    /**
     * @param client follows no redirects
     * @param sleeper waits between the tries of a call
     */
    public CloudinaryStore(
            CloudinarySettings settings,
            HttpClient client,
            ObjectMapper json,
            Clock clock,
            Sleeper sleeper) {
        this.settings = settings;
        this.signer = new RequestSigner(settings);
        this.downloadLink = new DownloadLink(settings, signer);
        this.originals = new Originals(settings, downloadLink);
        this.client = new PatientClient(client, settings.timeout(), sleeper);
        this.json = json;
        this.clock = clock;
        this.lookUp = new AssetLookUp(settings, this.client, json);
        this.move = new AssetMove(settings, signer, this.client, lookUp, json, clock);
    }

    @Override
    public StoredAsset store(Upload upload) {
        Instant now = clock.instant();
        SortedMap<String, String> signed = signer.sign(UploadParameters.of(upload, now));
        // A task's id is not known before its request is read, so nobody can write this boundary into a value.
        FormBody form = FormBody.multipart(
                signed, upload.bytes(), upload.mediaType(), "imagegen-" + upload.taskId());
        HttpResponse<byte[]> response = client.send(post("image/upload", form), LARGEST_ANSWER);
        if (response.statusCode() / 100 != 2) {
            throw Answer.refusal(json, response, UploadParameters.advice(upload));
        }
        Answer answer = Answer.read(json, response);
        if (answer.existing()) {
            checkOwn(upload, answer);
        }
        return stored(upload, answer, now);
    }

    /** Before an answer was lost, or a worker died, it may have been this very upload. */
    private void checkOwn(Upload upload, Answer answer) {
        Occupant there = answer.task().isPresent()
                ? answer.occupant()
                : lookUp.byAssetId(answer.text("asset_id")).orElse(answer).occupant();
        if (!there.taskId().equals(Optional.of(upload.taskId()))) {
            throw StoreException.taken(there);
        }
    }

    @Override
    public StoredAsset move(StoredAsset asset, String publicId, boolean overwrite) {
        return move.to(publicId, asset, overwrite);
    }

    @Override
    public void delete(String assetId) {
        var parameters = new TreeMap<String, String>();
        parameters.put("asset_id", assetId);
        parameters.put("invalidate", "true");
        parameters.put("timestamp", String.valueOf(clock.instant().getEpochSecond()));
        HttpResponse<byte[]> response = client.send(
                post("asset/destroy", FormBody.urlEncoded(signer.sign(parameters))), LARGEST_ANSWER);
        if (response.statusCode() == 404) {
            return;
        }
        if (response.statusCode() != 200) {
            throw Answer.refusal(json, response, "");
        }
        String result = Answer.read(json, response).text("result");
        if (!result.equals("ok") && !result.equals("not found")) {
            throw new StoreException(false, "Cloudinary did not delete the asset.", null);
        }
    }

    @Override
    public Optional<byte[]> fetch(String assetId, Predicate<String> readable) {
        return lookUp.byAssetId(assetId)
                .filter(info -> readable.test(info.text("public_id")))
                .map(info -> HttpRequest.newBuilder(originals.of(info, clock.instant())).build())
                .flatMap(this::bytes);
    }

    private Optional<byte[]> bytes(HttpRequest request) {
        HttpResponse<byte[]> response = client.send(request, Originals.LARGEST);
        return switch (response.statusCode()) {
            case 200 -> Optional.of(response.body());
            case 404 -> Optional.empty();
            default -> throw Answer.refusal(json, response, "");
        };
    }

    private StoredAsset stored(Upload upload, Answer answer, Instant now) {
        String word = answer.text("format");
        ImageFormat format = WireEnum.find(ImageFormat.class, word.equals("jpg") ? "jpeg" : word)
                .orElseThrow(() -> new StoreException(
                        false,
                        "Cloudinary stored the image in another format than png, jpeg or webp: the upload preset must"
                                + " not convert it to one.",
                        null));
        String publicId = answer.text("public_id");
        Storage storage = switch (upload.target()) {
            case Managed _ -> new Storage.Managed(
                    answer.url("secure_url"), answer.text("asset_id"), publicId, answer.number("version"));
            case Temporary _ -> new Storage.Temporary(
                    downloadLink.of(publicId, word, "authenticated", now, upload.expiresAt()), upload.expiresAt());
        };
        return new StoredAsset(
                answer.text("asset_id"),
                storage,
                format,
                (int) answer.number("width"),
                (int) answer.number("height"),
                answer.number("bytes"),
                answer.moderations());
    }

    private HttpRequest post(String path, FormBody form) {
        return HttpRequest.newBuilder(settings.call(path))
                .header("Content-Type", form.contentType())
                .POST(form.publisher())
                .build();
    }
}
