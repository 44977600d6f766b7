package dev.imagegen.local.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;

/**
 * The native library of the runtime interface client. Left to itself the client unpacks it to one fixed file in
 * {@code /tmp}, which two functions that start at the same time would overwrite for each other.
 */
final class NativeLibrary {

    private static final String CLIENT = "aws-lambda-java-runtime-interface-client";

    private NativeLibrary() {}

    /**
     * Copies the library for this machine out of the client's jar.
     *
     * @param clientLib the folder with the client's jar
     * @param target    the file to write
     * @throws IOException if there is no such jar, or it has no library for this machine
     */
    static void unpack(Path clientLib, Path target) throws IOException {
        var name = "jni/libaws-lambda-jni.linux" + libc() + "-" + architecture(System.getProperty("os.arch")) + ".so";
        try (var jar = new JarFile(jar(clientLib).toFile())) {
            var entry = jar.getEntry(name);
            if (entry == null) {
                throw new IOException("Lambda's runtime client has no " + name + " for this machine");
            }
            try (var bytes = jar.getInputStream(entry)) {
                Files.copy(bytes, target);
            }
        }
    }

    static String architecture(String javaName) {
        return switch (javaName) {
            case "amd64" -> "x86_64";
            case "aarch64" -> "aarch_64";
            default -> javaName;
        };
    }

    private static String libc() throws IOException {
        try (var loaders = Files.newDirectoryStream(Path.of("/lib"), "ld-musl-*")) {
            return loaders.iterator().hasNext() ? "_musl" : "";
        }
    }

    private static Path jar(Path clientLib) throws IOException {
        if (Files.isDirectory(clientLib)) {
            try (var jars = Files.newDirectoryStream(clientLib, CLIENT + "-*.jar")) {
                for (var jar : jars) {
                    return jar;
                }
            }
        }
        throw new IOException("No " + CLIENT + " in " + clientLib + ": build the module local, which copies it there");
    }
}
