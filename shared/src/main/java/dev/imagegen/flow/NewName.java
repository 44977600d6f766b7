package dev.imagegen.flow;

import dev.imagegen.contract.Asset;
import dev.imagegen.contract.Storage;
import dev.imagegen.task.TaskState.Completed;
import dev.imagegen.webhook.CloudinaryEvent.Renamed;
import java.net.URI;
import java.net.URISyntaxException;

/** What a rename makes of an asset. Of several, the one that happened last holds, whichever is heard of last. */
final class NewName {

    private NewName() {}

    static Completed of(Completed old, Renamed event) {
        boolean overtaken = old.news().renamed().filter(at -> !at.isBefore(event.at())).isPresent();
        return !overtaken && old.asset().storage() instanceof Storage.Managed managed
                ? old.at(renamed(old.asset(), managed, event.toPublicId()), old.news().renamedAt(event.at()))
                : old;
    }

    private static Asset renamed(Asset asset, Storage.Managed old, String to) {
        var storage = new Storage.Managed(address(old.secureUrl(), old.publicId(), to), old.assetId(), to, old.version());
        return new Asset(storage, asset.format(), asset.width(), asset.height(), asset.bytes(), asset.model(), asset.seed(),
                asset.createdAt());
    }

    /** The same address with the other public id at its end, before the file's ending. */
    private static URI address(URI url, String from, String to) {
        String path = url.getPath();
        int at = path.lastIndexOf("/" + from);
        if (at < 0) {
            return url;
        }
        String renamed = path.substring(0, at) + "/" + to + path.substring(at + 1 + from.length());
        return url.resolve(encoded(renamed));
    }

    private static String encoded(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("No path of an address: " + path, e);
        }
    }
}
