package dev.imagegen.local.providers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormPartTest {

    private static final String TYPE = "multipart/form-data; boundary=b";
    private static final String FIELD = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
    private static final String FILE =
            "--b\r\nContent-Disposition: form-data; name=\"image[]\"; filename=\"f.png\"\r\nContent-Type: image/png\r\n\r\n";
    private static final String END = "\r\n--b--\r\n";

    @Test
    void textsAndFilesAreReadInTheirOrder() {
        List<FormPart> parts = read(FIELD + "größe\r\n" + FILE + "1\r\n" + FILE + "2" + END).orElseThrow();

        assertEquals(List.of("a", "image[]", "image[]"), parts.stream().map(FormPart::name).toList());
        assertEquals(List.of("größe", "1", "2"), parts.stream().map(FormPart::text).toList());
        assertEquals(Optional.empty(), parts.get(0).fileName());
        assertEquals(Optional.empty(), parts.get(0).mediaType());
        assertEquals(Optional.of("f.png"), parts.get(1).fileName());
        assertEquals(Optional.of("image/png"), parts.get(1).mediaType());
    }

    @Test
    void everyByteIsKept() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        byte[] body = (FILE + new String(all, ISO_8859_1) + END).getBytes(ISO_8859_1);

        assertArrayEquals(all, FormPart.read(TYPE, body).orElseThrow().getFirst().content());
    }

    @Test
    void contentMayBeEmptyOrLookLikeADelimiter() {
        assertEquals("", read(FIELD + END).orElseThrow().getFirst().text());
        assertEquals("\r\n\r\n", read(FIELD + "\r\n\r\n" + END).orElseThrow().getFirst().text());
        assertEquals("--b", read(FIELD + "--b" + END).orElseThrow().getFirst().text());
    }

    @Test
    void aFileNameIsNotTakenForAName() {
        String body = "--b\r\nContent-Disposition: form-data; filename=\"x\"; name=\"a\"\r\n\r\n1" + END;

        assertEquals("a", read(body).orElseThrow().getFirst().name());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "b", "--b", "--c--\r\n", FIELD, FIELD + "1", FIELD + "1\r\n--b", FIELD + "1\r\n--b-", FIELD + "1\n--b--",
        "--b\r\nX: y\r\n\r\n1\r\n--b--", "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b--",
        "--b\r\nContent-Disposition: form-data; filename=\"a\"\r\n\r\n1\r\n--b--",
    })
    void aBodyThatIsCutOrMisbuiltIsNoForm(String body) {
        assertEquals(Optional.empty(), read(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/json", "multipart/form-data", "multipart/mixed; boundary=b"})
    void anotherTypeIsNoForm(String type) {
        assertEquals(Optional.empty(), FormPart.read(type, (FIELD + "1" + END).getBytes(UTF_8)));
    }

    private static Optional<List<FormPart>> read(String body) {
        return FormPart.read(TYPE, body.getBytes(UTF_8));
    }
}
