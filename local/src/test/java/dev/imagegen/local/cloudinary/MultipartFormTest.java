package dev.imagegen.local.cloudinary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartFormTest {

    private static final String TYPE = "multipart/form-data; boundary=b";
    private static final String FIELD = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
    private static final String FILE = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.png\"\r\n\r\n";
    private static final Duration HANGS = Duration.ofMinutes(5);
    private static final String END = "\r\n--b--\r\n";

    @Test
    void fieldsAndTheFileAreRead() {
        var form = read(FIELD + "größe\r\n" + FILE + "bytes" + END);

        assertEquals(Map.of("a", "größe"), form.fields());
        assertArrayEquals("bytes".getBytes(UTF_8), form.file().orElseThrow());
    }

    @Test
    void aFilePartWithoutAFileNameIsAField() {
        var form = read("--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\ndata:x" + END);

        assertEquals(Map.of("file", "data:x"), form.fields());
        assertEquals(Optional.empty(), form.file());
    }

    @Test
    void contentMayBeEmptyAndMayLookLikeADelimiter() {
        assertEquals(Map.of("a", ""), read(FIELD + END).fields());
        assertEquals(Map.of("a", "--b"), read(FIELD + "--b" + END).fields());
        assertEquals(Map.of("a", "\r\n-b--"), read(FIELD + "\r\n-b--" + END).fields());
        assertEquals(Map.of("a", "\r\n\r\n"), read(FIELD + "\r\n\r\n" + END).fields());
    }

    @Test
    void everyByteOfAFileIsKept() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        var form = MultipartForm.read(TYPE, (FILE + new String(all, ISO_8859_1) + END).getBytes(ISO_8859_1));

        assertArrayEquals(all, form.file().orElseThrow());
    }

    @Test
    void aBoundaryMayBeQuotedAndOtherParametersMayFollow() {
        byte[] body = (FIELD + "1" + END).getBytes(UTF_8);

        assertEquals(Map.of("a", "1"), MultipartForm.read("multipart/form-data; boundary=\"b\"", body).fields());
        assertEquals(Map.of("a", "1"), MultipartForm.read("multipart/form-data; boundary=b; charset=x", body).fields());
    }

    @Test
    void theHeaderMayBeWrittenInAnyCaseAndNotBeTheFirst() {
        var form = read("--b\r\nContent-Type: text/plain\r\ncontent-disposition: FORM-DATA;name=\"a\"\r\n\r\n1" + END);

        assertEquals(Map.of("a", "1"), form.fields());
    }

    @Test
    void theNameOfAFileIsNotTakenForTheNameOfThePart() {
        var form = read("--b\r\nContent-Disposition: form-data; filename=\"x\"; name=\"a\"\r\n\r\n1" + END);

        assertEquals(Map.of("a", "1"), form.fields());
    }

    @Test
    void ofTwoFieldsOfOneNameTheLastCounts() {
        assertEquals(Map.of("a", "2"), read(FIELD + "1\r\n" + FIELD + "2" + END).fields());
    }

    @Test
    void whatStandsBeforeTheFirstDelimiterAndAfterTheLastIsIgnored() {
        assertEquals(Map.of("a", "1"), read("preamble\r\n" + FIELD + "1" + END + "epilogue").fields());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "b",
        "--b",
        "--b\r\n",
        "--b\n\n",
        "--c--\r\n",
        FIELD,
        FIELD + "1",
        FIELD + "1\r\n--b",
        FIELD + "1\r\n--b-",
        FIELD + "1\r\n--bx\r\n",
        FIELD + "1\n--b--",
        "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n--b--",
        "--b\r\nX: y\r\n\r\n1\r\n--b--",
        "--b\r\n\r\n\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n--b\r\nContent-Disposition: form-data; name=\"c\"\r\n\r\n1\r\n--b--"
    })
    void aBodyThatIsCutOrMisbuiltIsRefused(String body) {
        assertEquals("Malformed multipart body", refusal(TYPE, body).getMessage());
        assertEquals(400, refusal(TYPE, body).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\""})
    void aTypeWithoutBoundaryIsRefused(String type) {
        assertEquals("Malformed multipart body", refusal(type, FIELD + "1" + END).getMessage());
    }

    @Test
    void megabytesOfAlmostDelimitersDoNotTakeLong() {
        var hostile = FIELD + "\r\n--".repeat(4_000_000) + END;

        var form = assertTimeoutPreemptively(HANGS, () -> read(hostile));

        assertEquals(16_000_000, form.fields().get("a").length());
    }

    @Test
    void aHeadFullOfSemicolonsDoesNotTakeLong() {
        var hostile = "--b\r\nContent-Disposition: form-data" + "; ".repeat(5_000) + "\r\n\r\n1" + END;

        assertTimeoutPreemptively(HANGS, () -> refusal(TYPE, hostile));
    }

    private static MultipartForm read(String body) {
        return MultipartForm.read(TYPE, body.getBytes(UTF_8));
    }

    private static Refusal refusal(String type, String body) {
        return assertThrows(Refusal.class, () -> MultipartForm.read(type, body.getBytes(UTF_8)));
    }
}
