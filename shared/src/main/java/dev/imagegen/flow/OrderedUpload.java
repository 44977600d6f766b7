package dev.imagegen.flow;

import dev.imagegen.asset.PublicIds;
import dev.imagegen.contract.Target;
import dev.imagegen.task.Task;
import dev.imagegen.webhook.CloudinaryEvent.Uploaded;
import java.net.URI;

/**
 * Tells the upload that a task ordered from others that name the task in their context: whoever may upload into the cloud writes
 * into a context what he likes, and Cloudinary signs that he did.
 */
final class OrderedUpload {

    private final String host;

    /** @param delivery scheme and host under which the store delivers images */
    OrderedUpload(URI delivery) {
        this.host = delivery.getAuthority();
    }

    /** True if a worker has begun the task, and the asset has the public id, the delivery type and the host that the task ordered. */
    boolean is(Task task, Uploaded event) {
        return task.attempt() > 0
                && host.equalsIgnoreCase(event.secureUrl().getAuthority())
                && switch (task.order().target()) {
                    case Target.Managed managed -> event.type().equals("upload")
                            && (event.publicId().equals(PublicIds.managed(managed, task.id()))
                                    // Where the store did not take the caller's id.
                                    || event.publicId().equals(PublicIds.derived(task.id())));
                    case Target.Temporary _ ->
                        event.type().equals("authenticated") && event.publicId().equals(PublicIds.temporary(task.id()));
                };
    }
}
