package dev.imagegen.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi30;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The schemas of an OpenAPI document, in YAML or JSON, against which answers are checked. */
final class Schemas {

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V4,
            b -> b.metaSchema(OpenApi30.getInstance()).defaultMetaSchemaIri(OpenApi30.getInstance().getIri()));

    private final JsonNode document;

    private Schemas(JsonNode document) {
        this.document = document;
    }

    static Schemas of(Path file) throws IOException {
        Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        return new Schemas(new ObjectMapper().valueToTree(tree));
    }

    /** What is wrong with an answer, by the schema that the document gives for it. */
    Set<ValidationMessage> problems(String path, String method, int status, JsonNode answer) {
        JsonNode response = resolved(document.get("paths").get(path).get(method).get("responses").get(String.valueOf(status)));
        ObjectNode schema = resolved(response).get("content").get("application/json").get("schema").deepCopy();
        schema.set("components", document.get("components"));
        JsonSchema compiled = FACTORY.getSchema(wrapped(schema));
        return compiled.validate(answer);
    }

    /** A schema that is only a reference cannot carry the components beside it. */
    private ObjectNode wrapped(ObjectNode schema) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.set("components", schema.remove("components"));
        root.putArray("allOf").add(schema);
        return root;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
    }
}
