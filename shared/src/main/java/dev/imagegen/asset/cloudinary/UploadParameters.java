package dev.imagegen.asset.cloudinary;

import dev.imagegen.asset.PublicIds;
import dev.imagegen.asset.StoreException;
import dev.imagegen.asset.Upload;
import dev.imagegen.contract.Target.Managed;
import dev.imagegen.contract.Target.Temporary;
import dev.imagegen.webhook.EventReader;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an upload tells Cloudinary about the image, before it is signed. */
final class UploadParameters {

    private UploadParameters() {}

    /**
     * The parameters. Public ids are derived from the task where the caller gave none, so that a repeat overwrites
     * itself; the context carries the task, so that a notification about the asset finds it.
     *
     * @throws StoreException if a value of the caller can not be sent
     */
    static SortedMap<String, String> of(Upload upload, Instant now) {
        var parameters = new TreeMap<String, String>();
        parameters.put("timestamp", String.valueOf(now.getEpochSecond()));
        String task = EventReader.TASK_KEY + "=" + upload.taskId();
        switch (upload.target()) {
            case Managed managed -> {
                parameters.put("context", task);
                parameters.put(
                        "public_id", sendable("target.public_id", PublicIds.managed(managed, upload.taskId())));
                managed.uploadPreset()
                        .ifPresent(preset ->
                                parameters.put("upload_preset", sendable("target.upload_preset", preset)));
            }
            case Temporary _ -> {
                parameters.put("context", task + "|expires_at=" + upload.expiresAt().getEpochSecond());
                parameters.put("public_id", PublicIds.temporary(upload.taskId()));
                parameters.put("tags", "temporary");
                parameters.put("type", "authenticated");
            }
        }
        if (upload.foreign()) {
            parameters.put("format", upload.format().extension());
        }
        if (!upload.overwrite()) {
            parameters.put("overwrite", "false");
        }
        return parameters;
    }

    /** What to check if Cloudinary refuses the upload; empty if nothing in it is the caller's. */
    static String advice(Upload upload) {
        return switch (upload.target()) {
            case Managed(var publicId, var preset) when publicId.isPresent() || preset.isPresent() ->
                "Check target.public_id and target.upload_preset.";
            case Managed _ -> "";
            case Temporary _ -> "";
        };
    }

    static String sendable(String field, String value) {
        if (value.isEmpty() || value.chars().anyMatch(c -> c == '&' || Character.isISOControl(c))) {
            throw StoreException.targetRefused(
                    field + " must not be empty, and must not contain ampersands or control characters.");
        }
        return value;
    }
}
