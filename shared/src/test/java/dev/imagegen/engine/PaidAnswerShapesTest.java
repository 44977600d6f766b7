package dev.imagegen.engine;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.addon.AddOnEngine;
import dev.imagegen.engine.bfl.BflEngine;
import dev.imagegen.engine.gemini.GeminiEngine;
import dev.imagegen.engine.http.ProviderHttp;
import dev.imagegen.engine.ideogram.IdeogramEngine;
import dev.imagegen.engine.openai.OpenAiEngine;
import dev.imagegen.engine.recraft.RecraftEngine;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.testing.Drawings;
import dev.imagegen.testing.HttpStub;
import dev.imagegen.testing.HttpStub.Reply;
import dev.imagegen.testing.Png;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A success was paid for: in whatever way a provider's answer holds the image, the image is brought home. */
class PaidAnswerShapesTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final byte[] IMAGE = Png.of(64, 48);
    private static final String BASE64 = Base64.getEncoder().encodeToString(IMAGE);

    private interface Maker {
        ImageEngine make(ProviderSettings settings, ProviderHttp http);
    }

    /** The usual answer of each engine; {@code IMAGE} is a JSON string or whatever stands for it. */
    private enum Engine {
        OPENAI(OpenAiEngine::new, "gpt-image-2", "{\"created\":1,\"data\":[{\"b64_json\":IMAGE}]}"),
        RECRAFT(RecraftEngine::new, "recraft-v4", "{\"credits\":40,\"data\":[{\"b64_json\":IMAGE}]}"),
        GEMINI(GeminiEngine::new, "nano-banana-2",
                "{\"candidates\":[{\"content\":{\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":IMAGE}}]}}]}"),
        BFL((settings, http) -> new BflEngine(settings, http, CLOCK), "flux-2-pro",
                "{\"status\":\"Ready\",\"result\":{\"sample\":IMAGE}}"),
        IDEOGRAM((settings, http) -> new IdeogramEngine(settings, http, CLOCK), "ideogram-v4-turbo",
                "{\"status\":\"completed\",\"data\":[{\"url\":IMAGE,\"is_image_safe\":true}]}"),
        ADD_ON((settings, http) -> new AddOnEngine(settings, "demo", "key", Optional.empty(),
                        (_, _, _) -> URI.create("https://x.example"), http, CLOCK), "flux-2-pro",
                "{\"data\":{\"status\":\"completed\",\"result\":{\"assets\":[{\"storage\":{\"storage_type\":\"temporary\","
                        + "\"secure_url\":IMAGE},\"format\":\"png\",\"width\":64,\"height\":48}]}}}");

        private final Maker maker;
        private final String model;
        private final String json;

        Engine(Maker maker, String model, String json) {
            this.maker = maker;
            this.model = model;
            this.json = json;
        }

        private boolean polled() {
            return this == BFL || this == IDEOGRAM || this == ADD_ON;
        }
    }

    /** How the usual answer is changed on its way. */
    private record Shape(String name, Function<Engine, String> json, Function<byte[], Reply> body) {

        private static Shape ofImage(String name, String image) {
            return new Shape(name, engine -> engine.json.replace("IMAGE", image), body -> new Reply(200, body));
        }

        private static Shape ofJson(String name, Function<String, String> change) {
            return new Shape(name, engine -> change.apply(engine.json.replace("IMAGE", quoted(BASE64))), body -> new Reply(200, body));
        }

        private static Shape ofBody(String name, Function<byte[], Reply> body) {
            return new Shape(name, engine -> engine.json.replace("IMAGE", quoted(BASE64)), body);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static String lines(String end) {
        return Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(IMAGE).replace("\n", end);
    }

    private static final List<Shape> SHAPES = List.of(
            Shape.ofImage("base64", quoted(BASE64)),
            Shape.ofImage("data URL", quoted("data:image/png;base64," + BASE64)),
            Shape.ofImage("data URL with parameters", quoted("data:image/png;charset=utf-8;base64," + BASE64)),
            Shape.ofImage("URL-safe alphabet", quoted(BASE64.replace('+', '-').replace('/', '_'))),
            Shape.ofImage("without padding", quoted(BASE64.replace("=", ""))),
            Shape.ofImage("lines of 76", quoted(lines("\\n"))),
            Shape.ofImage("lines with carriage returns", quoted(lines("\\r\\n"))),
            Shape.ofImage("escaped slashes", quoted(BASE64.replace("/", "\\/"))),
            Shape.ofImage("percent signs", quoted(BASE64.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D"))),
            Shape.ofImage("blanks around it", quoted("  " + BASE64 + " ")),
            Shape.ofImage("in words", quoted("Here it is: ![image](data:image/png;base64," + BASE64 + ")")),
            Shape.ofImage("list of one", "[" + quoted(BASE64) + "]"),
            Shape.ofImage("object", "{\"base64\":" + quoted(BASE64) + "}"),
            Shape.ofImage("an address", quoted("BASE/file")),
            Shape.ofImage("an address in an object", "{\"url\":" + quoted("BASE/file") + "}"),
            Shape.ofImage("an address with a blank", quoted("BASE/a file")),
            Shape.ofImage("an address with other signs", quoted("BASE/ä|{file}?sig=a b^")),
            Shape.ofImage("an address that moved", quoted("BASE/moved")),
            Shape.ofImage("gif", quoted(encoded("gif"))),
            Shape.ofImage("bmp", quoted(encoded("bmp"))),
            Shape.ofImage("tiff", quoted(encoded("tiff"))),
            Shape.ofImage("jpeg", quoted(encoded("jpg"))),
            Shape.ofJson("byte order mark", json -> "\uFEFF" + json),
            Shape.ofJson("line in front", json -> ")]}'\n" + json),
            Shape.ofJson("garbage behind", json -> json + "\n<!-- served by 7 -->"),
            Shape.ofJson("cut at its very end", json -> json.substring(0, json.length() - 1)),
            Shape.ofJson("comma before the end", json -> json.substring(0, json.length() - 1) + ",}"),
            Shape.ofJson("in a list", json -> "[" + json + "]"),
            Shape.ofJson("unknown members", json -> "{\"x\":[1,{\"y\":null}]," + json.substring(1)),
            Shape.ofBody("wrong content type", body -> new Reply(200, body).with("Content-Type", "text/html")),
            Shape.ofBody("status 201", body -> new Reply(201, body)),
            Shape.ofBody("UTF-16", body -> new Reply(200, ("\uFEFF" + new String(body, UTF_8)).getBytes(UTF_16LE))),
            Shape.ofBody("gzip", body -> new Reply(200, gzip(body)).with("Content-Encoding", "gzip")),
            Shape.ofBody("gzip that no header tells of", body -> new Reply(200, gzip(body))),
            Shape.ofBody("gzip that is none", body -> new Reply(200, body).with("Content-Encoding", "gzip")),
            Shape.ofBody("deflate", body -> new Reply(200, deflate(body, false)).with("Content-Encoding", "deflate")),
            Shape.ofBody("deflate without a head", body -> new Reply(200, deflate(body, true)).with("Content-Encoding", "deflate")),
            Shape.ofBody("the image itself", _ -> new Reply(200, IMAGE).with("Content-Type", "image/png")));

    static Stream<Arguments> cases() {
        List<Arguments> all = new ArrayList<>();
        for (Engine engine : Engine.values()) {
            SHAPES.forEach(shape -> all.add(Arguments.of(engine, shape)));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void imageIsBroughtHomeInWhateverWayItCame(Engine kind, Shape shape) throws IOException {
        try (HttpStub stub = new HttpStub(call -> served(call, kind, shape))) {
            var settings = new ProviderSettings(stub.address(), () -> "key", List.of(), 8, true);
            ImageEngine engine = kind.maker.make(settings, new ProviderHttp(CLOCK));
            var drawing = Drawings.usual().task("0199b2c3d4e5f60718293a4b5c6d7e8f").model(kind.model).target(new Target.Temporary())
                    .drawing();
            var upstream = new Upstream(engine.name(), "6f1c", URI.create(stub.address() + "/question"), CLOCK.instant(),
                    OptionalLong.empty());

            Progress made = kind.polled() ? ((AsynchronousEngine) engine).ask(upstream, drawing) : engine.generate(drawing);

            Picture image = assertInstanceOf(Picture.class, made);
            if (ImageHeader.read(image.bytes()).orElseThrow().format() == ImageFormat.PNG
                    && !List.of("gif", "bmp", "tiff").contains(shape.name())) {
                assertArrayEquals(IMAGE, image.bytes());
            }
        }
    }

    private static Reply served(HttpStub.Call call, Engine kind, Shape shape) {
        return switch (call.path()) {
            case "/moved" -> new Reply(302, new byte[0]).with("Location", "file?moved=1");
            case String path when path.endsWith("file") || path.endsWith("file}") -> new Reply(200, IMAGE);
            default -> shape.body().apply(shape.json().apply(kind).replace("BASE", "http://" + call.header("Host")).getBytes(UTF_8));
        };
    }

    private static String encoded(String format) {
        var out = new ByteArrayOutputStream();
        try {
            assumeTrue(ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), format, out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(out.toByteArray());
    }

    private static byte[] gzip(byte[] body) {
        return packed(body, out -> {
            try {
                return new GZIPOutputStream(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static byte[] deflate(byte[] body, boolean bare) {
        return packed(body, out -> new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, bare)));
    }

    private static byte[] packed(byte[] body, Function<OutputStream, OutputStream> packing) {
        var out = new ByteArrayOutputStream();
        try (OutputStream packed = packing.apply(out)) {
            packed.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
