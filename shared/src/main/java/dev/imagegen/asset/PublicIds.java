package dev.imagegen.asset;

import dev.imagegen.contract.PublicId;
import dev.imagegen.contract.Target;

/** Under which public ids images are stored. They come from the task, so that whoever knows the task finds its image. */
public final class PublicIds {

    private PublicIds() {}

    /** The caller's, or the one that is derived. */
    public static String managed(Target.Managed target, String taskId) {
        return target.publicId().orElse(derived(taskId));
    }

    /** The one of an image that has none of its caller's, or could not be stored under it. */
    public static String derived(String taskId) {
        return PublicId.DERIVED + taskId;
    }

    /** @param key the task's id, or one that is derived from it */
    public static String temporary(String key) {
        return PublicId.DERIVED + "temporary/" + key;
    }
}
