package dev.imagegen.local.template;

/** The template can not be run on this machine; the message says where and why. */
public final class TemplateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Makes one with a message that names the place in the template. */
    public TemplateException(String message) {
        super(message);
    }

    /** Makes one with a message that names the place in the template, and what led to it. */
    public TemplateException(String message, Throwable cause) {
        super(message, cause);
    }
}
