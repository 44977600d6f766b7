package dev.imagegen.local.dynamodb;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.LongPredicate;

/**
 * A folder for the temporary files of one DynamoDB process, which unpacks a native library at every start and leaves it.
 *
 * <p>Its name has the id of the process that made it, so that a later one can tell what nobody needs any more.
 *
 * @param folder where it is
 */
record Scratch(Path folder) implements AutoCloseable {

    private static final String PREFIX = "imagegen-dynamodb-";

    /**
     * Makes one for this process, and deletes those of processes that are gone.
     *
     * @param alive whether there is a process with this id
     */
    static Scratch make(Path parent, LongPredicate alive) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                String name = folder.getFileName().toString();
                if (name.matches(PREFIX + "\\d{1,18}-\\d+") && !alive.test(pid(name))) {
                    new Scratch(folder).close();
                }
            }
        }
        return new Scratch(Files.createTempDirectory(parent, PREFIX + ProcessHandle.current().pid() + "-"));
    }

    private static long pid(String name) {
        return Long.parseLong(name.substring(PREFIX.length(), name.indexOf('-', PREFIX.length())));
    }

    /** Deletes it with all that is in it, and follows no links. */
    @Override
    public void close() {
        try {
            Files.walkFileTree(folder, new Deletion());
        } catch (IOException stays) {
            // It is somebody else's, or another process deletes it just now; if neither, the next start tries again.
            return;
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failed) throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
