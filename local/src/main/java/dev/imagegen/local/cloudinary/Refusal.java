package dev.imagegen.local.cloudinary;

/** A call that is answered with an error. */
final class Refusal extends RuntimeException {

    private final int status;

    Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    static Refusal notFound(String publicId) {
        return new Refusal(404, "Resource not found - " + publicId);
    }

    static Refusal missing(String parameter) {
        return new Refusal(400, "Missing required parameter - " + parameter);
    }

    int status() {
        return status;
    }
}
