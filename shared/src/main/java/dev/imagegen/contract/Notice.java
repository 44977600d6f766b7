package dev.imagegen.contract;

/** Something that a caller should know and that is no error, for example that a size was adjusted. */
public record Notice(Severity severity, String text) {

    public static Notice info(String text) {
        return new Notice(Severity.INFO, text);
    }

    public static Notice warning(String text) {
        return new Notice(Severity.WARNING, text);
    }
}
