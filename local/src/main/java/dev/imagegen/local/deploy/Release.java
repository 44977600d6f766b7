package dev.imagegen.local.deploy;

import dev.imagegen.local.UsageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names what a deployment brings: a hash of the template, of the value of each parameter, and of each function's artefact. The
 * platform publishes new versions of the functions when it changes, and only then.
 */
public final class Release {

    /** The parameter that takes it. */
    public static final String PARAMETER = "Release";

    private final MessageDigest digest;

    private Release(MessageDigest digest) {
        this.digest = digest;
    }

    /**
     * Computes it.
     *
     * @param root       the folder of the template
     * @param parameters the values of all parameters, defaults included; one for the release itself does not count
     * @param artefacts  that of each function, relative to that folder
     * @return 64 hex digits
     * @throws UsageException if an artefact is not there
     */
    public static String of(Path root, Map<String, String> parameters, Map<String, String> artefacts) throws IOException {
        Release release = new Release(sha256());
        release.add(Files.readAllBytes(root.resolve("template.yaml")));
        for (var parameter : new TreeMap<>(parameters).entrySet()) {
            if (!parameter.getKey().equals(PARAMETER)) {
                release.add(parameter.getKey().getBytes(StandardCharsets.UTF_8));
                release.add(parameter.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        for (var artefact : new TreeMap<>(artefacts).entrySet()) {
            Path file = root.resolve(artefact.getValue());
            if (!Files.exists(file)) {
                throw new UsageException("The artefact of " + artefact.getKey() + " is not there: mvn -q -DskipTests package makes "
                        + artefact.getValue() + ".");
            }
            release.add(Files.readAllBytes(file));
        }
        return HexFormat.of().formatHex(release.digest.digest());
    }

    /** With its length, so that no two lists of parts give the same bytes. */
    private void add(byte[] part) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(part.length).array());
        digest.update(part);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
