package dev.imagegen.local.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A project in a folder of its own, whose template names the handlers of the tests; what was built is that of the real one.
 *
 * @param root its folder
 */
public record TestProject(Path root) implements AutoCloseable {

    private static final Path REAL = Path.of(System.getProperty("imagegen.root"));

    private static final List<String> BUILT = List.of("local/dynamodb/target/lib", "local/target/ric");

    private static final String TEMPLATE = """
            Parameters:
              CloudName: { Type: String }
              CloudinaryApiKey: { Type: String }
              CloudinarySecret: { Type: String }
              WebhookSecret: { Type: String }
              CloudinaryApiBase: { Type: String }
              DeliveryBase: { Type: String, Default: "" }
              PublicBase: { Type: String, Default: "" }
              Engine: { Type: String }
              FunctionUrl: { Type: String, Default: "false" }
              Release: { Type: String, Default: "" }
              MonthlyCredits: { Type: Number, Default: 50 }
            Globals: { Function: { Timeout: 300 } }
            Resources:
              GenerateFunction:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: dev.imagegen.local.testing.HttpHandler::handleRequest
                  CodeUri: packaged.zip
                  Environment: { Variables: { CREDITS: !Ref MonthlyCredits, QUEUE: !Ref Jobs } }
                  Events: { Any: { Type: HttpApi } }
              PackagedFunction:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: dev.imagegen.local.testing.PackagedHandler::handleRequest
                  CodeUri: packaged.zip
                  Environment: { Variables: { VARIABLE: !Ref Jobs } }
              Jobs: { Type: AWS::SQS::Queue }
              Things:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions:
                    - { AttributeName: pk, AttributeType: S }
                    - { AttributeName: sk, AttributeType: S }
                  KeySchema:
                    - { AttributeName: pk, KeyType: HASH }
                    - { AttributeName: sk, KeyType: RANGE }
            """;

    /** Makes the project in an empty folder. */
    public static TestProject in(Path root) throws IOException {
        Files.writeString(root.resolve("template.yaml"), TEMPLATE);
        for (var built : BUILT) {
            Files.createDirectories(root.resolve(built).getParent());
            Files.createSymbolicLink(root.resolve(built), REAL.resolve(built));
        }
        zip(root.resolve("packaged.zip"));
        return new TestProject(root);
    }

    /** Deletes the links that lead out of the project. */
    @Override
    public void close() throws IOException {
        for (var built : BUILT) {
            Files.delete(root.resolve(built));
        }
    }

    /** Packs {@link PackagedHandler} as a function's artefact. */
    public static void zip(Path zip) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            var name = PackagedHandler.class.getName().replace('.', '/') + ".class";
            out.putNextEntry(new ZipEntry(name));
            try (var bytes = PackagedHandler.class.getClassLoader().getResourceAsStream(name)) {
                bytes.transferTo(out);
            }
        }
    }
}
