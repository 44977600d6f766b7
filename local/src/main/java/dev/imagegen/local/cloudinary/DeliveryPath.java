package dev.imagegen.local.cloudinary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The part of a delivery URL behind the cloud:
 * {@code image/<type>/[s--signature--/][transformation/…][v123/]<public id>[.ext]}.
 *
 * @param source what stands behind version and transformation, still encoded: public id with extension
 */
record DeliveryPath(String type, Optional<String> signature, List<String> transformation, String source) {

    private static final int SHORT = 8;
    private static final int LONG = 32;

    /** @param segments behind {@code image} */
    static DeliveryPath read(List<String> segments) {
        int at = 1;
        Optional<String> signature = Optional.empty();
        if (at < segments.size() && segments.get(at).matches("s--[\\w-]{8,32}--")) {
            signature = Optional.of(segments.get(at).substring(3, segments.get(at).length() - 2));
            at++;
        }
        int transformed = at;
        while (transformed < segments.size() - 1 && segments.get(transformed).matches("(\\$|[a-z]{1,3}_).*")) {
            transformed++;
        }
        int id = transformed;
        if (id < segments.size() - 1 && segments.get(id).matches("v\\d+")) {
            id++;
        }
        return new DeliveryPath(
                segments.getFirst(),
                signature,
                segments.subList(at, transformed),
                String.join("/", segments.subList(Math.min(id, segments.size()), segments.size())));
    }

    /** True if the URL has no signature and needs none, or has a right one. */
    boolean isSigned(Account account) {
        String text = String.join("/", transformation) + (transformation.isEmpty() ? "" : "/") + source;
        return signature.map(given -> List.of(
                                sign(Hash.SHA1, text, account).substring(0, SHORT),
                                sign(Hash.SHA256, text, account).substring(0, SHORT),
                                sign(Hash.SHA256, text, account).substring(0, LONG))
                        .contains(given))
                .orElse(type.equals("upload"));
    }

    /** The address of an original, as answers give it. */
    static String of(StoredImage image, Account account) {
        String source = Arrays.stream(image.publicId().split("/"))
                        .map(part -> URLEncoder.encode(part, UTF_8).replace("+", "%20"))
                        .collect(Collectors.joining("/"))
                + "." + image.format();
        String signature = image.type().equals("upload")
                ? ""
                : "s--" + sign(Hash.SHA1, source, account).substring(0, SHORT) + "--/";
        return "image/" + image.type() + "/" + signature + "v" + image.version() + "/" + source;
    }

    private static String sign(Hash hash, String text, Account account) {
        return Base64.getUrlEncoder().encodeToString(hash.of(text + account.apiSecret()));
    }
}
