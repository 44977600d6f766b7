package dev.imagegen.local.cloudinary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryPathTest {

    private static final Account ACCOUNT = new Account("key", "secret");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            upload/a.png                           |            | []                 | a.png
            upload/v1/a.png                        |            | []                 | a.png
            upload/v1/v2/a.png                     |            | []                 | v2/a.png
            upload/v1                              |            | []                 | v1
            upload/version/a.png                   |            | []                 | version/a.png
            upload/folder/a%20b.png                |            | []                 | folder/a%20b.png
            upload/w_100/a.png                     |            | [w_100]            | a.png
            upload/w_100,h_50/e_blur/v7/x/a.png    |            | [w_100,h_50, e_blur] | x/a.png
            upload/$n_1/a.png                      |            | [$n_1]             | a.png
            upload/w_100                           |            | []                 | w_100
            upload/long_name/a.png                 |            | []                 | long_name/a.png
            private/s--abcdefgh--/a.png            | abcdefgh   | []                 | a.png
            private/s--ab-_efgh--/w_1/v3/a.png     | ab-_efgh   | [w_1]              | a.png
            upload/s--short--/a.png                |            | []                 | s--short--/a.png
            upload                                 |            | []                 |
            """)
    void isTakenApart(String path, String signature, String transformation, String source) {
        var read = read(path);

        assertEquals(path.split("/")[0], read.type());
        assertEquals(Optional.ofNullable(signature), read.signature());
        assertEquals(transformation, read.transformation().toString());
        assertEquals(Optional.ofNullable(source).orElse(""), read.source());
    }

    @ParameterizedTest
    @ValueSource(strings = {"private", "authenticated"})
    void theAddressOfARestrictedOriginalIsSignedByItsOwner(String type) {
        var path = DeliveryPath.of(image("größe/a b", type), ACCOUNT);

        assertTrue(path.startsWith("image/" + type + "/s--"), path);
        assertTrue(path.endsWith("--/v12/gr%C3%B6%C3%9Fe/a%20b.png"), path);
        assertTrue(read(path.substring("image/".length())).isSigned(ACCOUNT));
        assertFalse(read(path.substring("image/".length())).isSigned(new Account("key", "other")));
    }

    @Test
    void aSignatureIsGoodForItsSourceAlone() {
        var path = DeliveryPath.of(image("a", "private"), ACCOUNT).substring("image/".length());

        assertTrue(read(path.replace("v12", "v13")).isSigned(ACCOUNT), "the version is not signed");
        assertFalse(read(path.replace("a.png", "b.png")).isSigned(ACCOUNT));
        assertFalse(read(path.replace("a.png", "a.jpg")).isSigned(ACCOUNT));
        assertFalse(read(path.replace("/v12", "/w_1/v12")).isSigned(ACCOUNT));
    }

    @Test
    void onlyAPublicOriginalNeedsNoSignatureAndAWrongOneIsWrongEvenThere() {
        assertTrue(read("upload/a.png").isSigned(ACCOUNT));
        assertFalse(read("private/a.png").isSigned(ACCOUNT));
        assertFalse(read("authenticated/a.png").isSigned(ACCOUNT));
        assertFalse(read("upload/s--abcdefgh--/a.png").isSigned(ACCOUNT));
    }

    @Test
    void theAddressOfAPublicOriginalHasNoSignature() {
        assertEquals("image/upload/v12/x/a%2Bb.png", DeliveryPath.of(image("x/a+b", "upload"), ACCOUNT));
    }

    private static DeliveryPath read(String path) {
        return DeliveryPath.read(Arrays.asList(path.split("/")));
    }

    private static StoredImage image(String publicId, String type) {
        return new StoredImage(
                "acme", "asset", publicId, type, 12, "png", 1, 1, 1, "etag", Instant.EPOCH, List.of(), Map.of());
    }
}
