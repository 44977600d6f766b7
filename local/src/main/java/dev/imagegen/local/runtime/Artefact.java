package dev.imagegen.local.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.zip.ZipInputStream;

/** A function's artefact, unpacked into a folder of its own, which is deleted in the end. */
final class Artefact implements AutoCloseable {

    private final Path folder;

    private Artefact(Path folder) {
        this.folder = folder;
    }

    /**
     * Unpacks a zip into a new temporary folder.
     *
     * @throws IOException if there is no such zip, or an entry of it points out of the folder
     */
    static Artefact unzip(Path zip) throws IOException {
        if (!Files.isRegularFile(zip)) {
            throw new IOException("There is no artefact " + zip + ": build it with mvn package");
        }
        var artefact = new Artefact(Files.createTempDirectory("imagegen-function-"));
        try (var entries = new ZipInputStream(Files.newInputStream(zip))) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                var target = artefact.code().resolve(entry.getName()).normalize();
                if (!target.startsWith(artefact.code())) {
                    throw new IOException("The artefact " + zip + " has an entry outside of it: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(entries, target);
                }
            }
            return artefact;
        } catch (IOException failed) {
            artefact.close();
            throw failed;
        }
    }

    /** Returns the folder with the code, the working directory of the function. */
    Path code() {
        return folder.resolve("code");
    }

    /** Returns where the runtime client unpacks its native library. */
    Path nativeLibrary() {
        return folder.resolve("runtime-client.so");
    }

    @Override
    public void close() {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException stays) {
            throw new UncheckedIOException("The temporary folder " + folder + " could not be deleted", stays);
        }
    }
}
