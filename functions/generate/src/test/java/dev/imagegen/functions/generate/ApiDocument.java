package dev.imagegen.functions.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi30;
import dev.imagegen.contract.Json;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The document that the service serves, as a test asks it. */
final class ApiDocument {

    private static final String ID = "https://imagegen.example/openapi.json";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");

    private final JsonNode root;
    private final JsonSchemaFactory schemas;

    ApiDocument(JsonNode root) {
        this.root = root;
        this.schemas = JsonSchemaFactory.builder()
                .defaultMetaSchemaIri(OpenApi30.getInstance().getIri())
                .metaSchema(OpenApi30.getInstance())
                .schemaLoaders(loaders -> loaders.schemas(Map.of(ID, Json.write(root))))
                .build();
    }

    /** As it comes out of the door. */
    static ApiDocument served() {
        return new ApiDocument(new Door().get("/openapi.json").body());
    }

    JsonNode root() {
        return root;
    }

    JsonNode at(String pointer) {
        return root.at(pointer);
    }

    /** For example {@code GET /health}. */
    Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        root.get("paths").properties().forEach(path -> path.getValue().fieldNames().forEachRemaining(name -> {
            if (METHODS.contains(name)) {
                routes.add(name.toUpperCase(Locale.ROOT) + " " + path.getKey());
            }
        }));
        return routes;
    }

    JsonNode operation(String route) {
        String[] parts = route.split(" ");
        return root.get("paths").get(parts[1]).get(parts[0].toLowerCase(Locale.ROOT));
    }

    /** The node itself, or what it refers to. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").textValue().substring(1)) : node;
    }

    /** What is wrong with {@code value} by the schema at {@code pointer}; empty if nothing is. */
    String violations(String pointer, JsonNode value) {
        Set<ValidationMessage> messages = schemas.getSchema(SchemaLocation.of(ID + "#" + pointer)).validate(value);
        return messages.stream().map(ValidationMessage::getMessage).collect(Collectors.joining("\n"));
    }
}
