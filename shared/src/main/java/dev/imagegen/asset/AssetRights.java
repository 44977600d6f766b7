package dev.imagegen.asset;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.PublicError;
import dev.imagegen.contract.PublicId;
import dev.imagegen.contract.Target;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;

/**
 * Where a key may have its images stored, and which stored images it may start from.
 *
 * @param all true for the root key, which may do everything; the rest does not matter then
 * @param prefixes what the public ids that it names have to begin with; {@link #ANY} for any
 * @param presets the upload presets that it may name; {@link #ANY} for any
 * @param overwrite true if it may replace images that it made itself; those of others it never may
 */
public record AssetRights(boolean all, List<String> prefixes, List<String> presets, boolean overwrite) {

    /** In a list: everything. */
    public static final String ANY = "*";

    public static final AssetRights ALL = new AssetRights(true, List.of(ANY), List.of(ANY), true);

    public AssetRights {
        prefixes = List.copyOf(prefixes);
        presets = List.copyOf(presets);
    }

    /** Those of a client key. */
    public AssetRights(List<String> prefixes, List<String> presets, boolean overwrite) {
        this(false, prefixes, presets, overwrite);
    }

    /** What a client key has if nothing else was said: a folder of its own, and the ids that the service derives. */
    public static AssetRights ofClient(String apiKey) {
        return new AssetRights(prefixesOf(apiKey), List.of(), false);
    }

    public static List<String> prefixesOf(String apiKey) {
        return List.of(apiKey + "/");
    }

    /** @throws ImagegenException a 403 if the target names what is not allowed */
    public void check(Target target) {
        if (target instanceof Target.Managed managed) {
            managed.publicId().filter(id -> !reaches(id)).ifPresent(id -> {
                throw refused("public_id", prefixes, prefixes.isEmpty()
                        ? "This key may not name a 'target.public_id'. Leave it out: the image gets one."
                        : "'target.public_id' must begin with %s for this key. Leave it out, and the image gets one."
                                .formatted(String.join(" or ", prefixes)));
            });
            managed.uploadPreset().filter(name -> !all && !presets.contains(ANY) && !presets.contains(name)).ifPresent(name -> {
                throw refused("upload_preset", presets, presets.isEmpty()
                        ? "This key may not name a 'target.upload_preset'. Leave it out."
                        : "'target.upload_preset' must be %s for this key.".formatted(String.join(" or ", presets)));
            });
        }
    }

    private static ImagegenException refused(String field, List<String> allowed, String message) {
        return new ImagegenException(new PublicError(ErrorCode.PUBLIC_ID_NOT_ALLOWED, message,
                Map.of("field", "target." + field, "allowed", allowed)));
    }

    /** True if the public id is within its prefixes. Where the service puts images by itself, nobody is let in by a prefix. */
    public boolean reaches(String publicId) {
        return all || !publicId.startsWith(PublicId.DERIVED) && prefixes.stream().anyMatch(prefix -> begins(publicId, prefix));
    }

    /** As it is written and as it is composed: a letter and its accent apart must not begin like the letter alone. */
    private static boolean begins(String publicId, String prefix) {
        return prefix.equals(ANY) || publicId.startsWith(prefix) && composed(publicId).startsWith(composed(prefix));
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
