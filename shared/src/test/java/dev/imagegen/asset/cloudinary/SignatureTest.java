package dev.imagegen.asset.cloudinary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds signatures to the vectors of Cloudinary's documentation and of its other SDKs. */
class SignatureTest {

    private static final CloudinarySettings SETTINGS = settings("not-a-real-secret");

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "timestamp=1790000000 0b2951f7a9adb11966a56bed917d6f1ad8fe9708",
                "public_id=temp/abc123;version=1790000000 9c2d069cfe052803bceaad3ac532b6d46455846d",
                "invalidate=true;public_id=temp/abc123;timestamp=1790000000;type=authenticated"
                        + " 4ee7aa88a3c09236222f509c37b4697c837b5d77",
                "asset_id=4b7c0d1e2f3a495867768594a3b2c1d0;invalidate=true;timestamp=1790000000"
                        + " 2c6572967545bdbebc615749926310dcbbc94a0e",
                "asset_id=4b7c0d1e2f3a495867768594a3b2c1d0;expires_at=1790003600;timestamp=1790000000"
                        + " 67820c20cce19177b655d038b049a6a2aba2ab27",
            })
    void publishedVectorIsMet(String parameters, String signature) {
        assertEquals(signature, new RequestSigner(SETTINGS).sign(parameters(parameters)).get("signature"));
    }

    @Test
    void vectorOfThePublicDocumentationIsMet() {
        var signed = new RequestSigner(settings("abcd")).sign(parameters(
                "eager=w_400,h_300,c_pad|w_260,h_200,c_crop;public_id=sample_image;timestamp=1315060510"));
        assertEquals("bfd09f95f331f558cbd1320e67aa8d488770583e", signed.get("signature"));
    }

    @Test
    void keyGoesAlongUnsigned() {
        var signed = new RequestSigner(SETTINGS).sign(parameters("timestamp=1790000000"));
        assertEquals("123456789012345", signed.get("api_key"));
        assertEquals(3, signed.size());
    }

    @Test
    void valueOverWhichSignatureVersionsDisagreeIsRefused() {
        var signer = new RequestSigner(SETTINGS);
        var parameters = parameters("public_id=a&b=c");
        assertThrows(IllegalArgumentException.class, () -> signer.sign(parameters));
    }

    @Test
    void downloadLinkIsTheOneOfTheVendorsSdk() {
        URI link = new DownloadLink(SETTINGS, new RequestSigner(SETTINGS)).of(
                "temp/abc123",
                "png",
                "authenticated",
                Instant.ofEpochSecond(1790000000),
                Instant.ofEpochSecond(1790003600));
        assertEquals("https://api.cloudinary.com/v1_1/acme-demo/image/download", link.toString().split("\\?")[0]);
        assertEquals(
                Arrays.asList(
                        "api_key=123456789012345",
                        "expires_at=1790003600",
                        "format=png",
                        "public_id=temp%2Fabc123",
                        "signature=0f1d882afffadf15969213a71636c8752fb99514",
                        "timestamp=1790000000",
                        "type=authenticated"),
                Arrays.asList(link.getRawQuery().split("&")));
    }

    @Test
    void settingsHideTheSecret() {
        assertFalse(SETTINGS.toString().contains("not-a-real-secret"), SETTINGS.toString());
    }

    private static CloudinarySettings settings(String secret) {
        return new CloudinarySettings(
                URI.create("https://api.cloudinary.com"),
                "acme-demo",
                "123456789012345",
                () -> secret,
                Duration.ofMinutes(5));
    }

    private static TreeMap<String, String> parameters(String text) {
        var parameters = new TreeMap<String, String>();
        for (String pair : text.split(";")) {
            int equals = pair.indexOf('=');
            parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return parameters;
    }
}
