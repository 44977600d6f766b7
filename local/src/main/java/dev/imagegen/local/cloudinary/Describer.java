package dev.imagegen.local.cloudinary;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes what answers say about an image. */
final class Describer {

    private final ObjectMapper json;
    private final String baseUrl;

    Describer(ObjectMapper json, String baseUrl) {
        this.json = json;
        this.baseUrl = baseUrl;
    }

    /** The answer to a look-up. */
    ObjectNode info(StoredImage image, Account account) {
        String folder = image.publicId().contains("/")
                ? image.publicId().substring(0, image.publicId().lastIndexOf('/'))
                : "";
        String url = baseUrl + "/" + image.cloud() + "/" + DeliveryPath.of(image, account);
        ObjectNode node = json.createObjectNode()
                .put("asset_id", image.assetId())
                .put("public_id", image.publicId())
                .put("format", image.format())
                .put("version", image.version())
                .put("resource_type", "image")
                .put("type", image.type())
                .put("created_at", image.createdAt().toString())
                .put("bytes", image.bytes())
                .put("width", image.width())
                .put("height", image.height())
                .put("asset_folder", folder)
                .put("display_name", image.publicId().substring(image.publicId().lastIndexOf('/') + 1))
                .put("url", url)
                .put("secure_url", url)
                .put("etag", image.etag());
        image.tags().forEach(node.putArray("tags")::add);
        if (!image.context().isEmpty()) {
            ObjectNode custom = node.putObject("context").putObject("custom");
            image.context().forEach(custom::put);
        }
        return node;
    }

    /** The answer to an upload, which carries a signature of its own. */
    ObjectNode uploaded(StoredImage image, Account account) {
        String signed = "public_id=" + image.publicId() + "&version=" + image.version() + account.apiSecret();
        return info(image, account)
                .put("version_id", Hash.MD5.hex(image.assetId() + image.version()))
                .put("signature", Hash.SHA1.hex(signed))
                .put("pages", 1)
                .put("placeholder", false)
                .put("original_filename", "file")
                .put("api_key", account.apiKey());
    }
}
