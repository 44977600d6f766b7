package dev.imagegen.local.cloudinary;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says which call is which, and lets it in. */
final class Router {

    private static final String API = "v1_1";
    private static final Set<String> IMAGE = Set.of("image", "auto");

    private final Map<String, Account> clouds;
    private final Gate gate;
    private final Switchboard switchboard;
    private final UploadRoute upload;
    private final AssetRoutes assets;
    private final OriginalRoutes originals;
    private final GenerationRoutes generations;

    Router(
            Map<String, Account> clouds,
            Gate gate,
            Switchboard switchboard,
            UploadRoute upload,
            AssetRoutes assets,
            OriginalRoutes originals,
            GenerationRoutes generations) {
        this.clouds = clouds;
        this.gate = gate;
        this.switchboard = switchboard;
        this.upload = upload;
        this.assets = assets;
        this.originals = originals;
        this.generations = generations;
    }

    Answer answer(Call call) {
        List<String> path = call.path();
        String method = call.method().equals("HEAD") ? "GET" : call.method();
        if (path.getFirst().equals(API) && path.size() >= 3) {
            String cloud = path.get(1);
            return api(call, method, path.subList(2, path.size()), cloud, account(cloud, 401));
        }
        if (path.getFirst().equals("v2")) {
            return generations.answer(call, method);
        }
        if (method.equals("GET") && path.size() >= 4 && path.get(1).equals("image")) {
            switchboard.enter(Route.DELIVERY);
            return originals.deliver(call, account(path.getFirst(), 404));
        }
        throw new Refusal(404, "The emulator has no such route");
    }

    private Answer api(Call call, String method, List<String> path, String cloud, Account account) {
        String action = path.getLast();
        Optional<String> kind = path.size() == 2 ? Optional.of(path.getFirst()) : Optional.empty();
        boolean image = kind.filter(IMAGE::contains).isPresent();
        boolean byAssetId = kind.filter("asset"::equals).isPresent();
        if (method.equals("POST") && action.equals("upload") && (image || kind.isEmpty())) {
            enter(Route.UPLOAD, call, account);
            return upload.answer(call, cloud, account);
        }
        if (method.equals("POST") && action.equals("destroy") && (image || byAssetId)) {
            enter(Route.DESTROY, call, account);
            return byAssetId ? assets.destroyByAssetId(call, cloud, account) : assets.destroyByPublicId(call, cloud, account);
        }
        if (method.equals("POST") && action.equals("rename") && image) {
            enter(Route.RENAME, call, account);
            return assets.rename(call, cloud, account);
        }
        if (method.equals("GET") && action.equals("download") && (image || byAssetId)) {
            switchboard.enter(Route.DOWNLOAD);
            return byAssetId
                    ? originals.downloadByAssetId(call, cloud, account)
                    : originals.downloadByPublicId(call, cloud, account);
        }
        if (method.equals("GET") && kind.filter("resources"::equals).isPresent()) {
            switchboard.enter(Route.RESOURCE);
            gate.admitBasic(call, account);
            return assets.infoByAssetId(cloud, action, account);
        }
        if (method.equals("GET") && path.size() >= 4 && path.getFirst().equals("resources") && path.get(1).equals("image")) {
            switchboard.enter(Route.RESOURCE);
            gate.admitBasic(call, account);
            String publicId = path.stream().skip(3).map(CallReader::decodeSegment).collect(Collectors.joining("/"));
            return assets.infoByPublicId(cloud, path.get(2), publicId, account);
        }
        throw new Refusal(404, "The emulator has no such route");
    }

    private void enter(Route route, Call call, Account account) {
        switchboard.enter(route);
        gate.admit(call, account);
    }

    private Account account(String cloud, int status) {
        return Optional.ofNullable(clouds.get(cloud))
                .orElseThrow(() -> new Refusal(status, "Unknown cloud_name " + cloud));
    }
}
