package dev.imagegen.local.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The template at the root of the repository. */
final class RealTemplate {

    static final Map<String, String> PARAMETERS = Map.of(
            "Release", "0".repeat(64),
            "Engine", "sandbox",
            "CloudName", "demo",
            "CloudinaryApiKey", "key",
            "CloudinarySecret", "plain:secret",
            "WebhookSecret", "plain:secret");

    private static final Path FILE = Path.of(System.getProperty("imagegen.root"), "template.yaml");

    private RealTemplate() {}

    static Template model() throws IOException {
        return model(Map.of());
    }

    /** With other values for some parameters. */
    static Template model(Map<String, String> more) throws IOException {
        var parameters = new HashMap<>(PARAMETERS);
        parameters.putAll(more);
        return Template.read(FILE, parameters);
    }

    /** Returns the functions, with a made-up URL for each queue. */
    static List<FunctionSpec> functions() throws IOException {
        var urls = model().queues().stream().collect(Collectors.toMap(QueueSpec::id, queue -> "http://sqs/" + queue.id()));
        return model().functions(urls);
    }

    /** Returns the bare document, for what only the platform needs. */
    static Map<?, ?> document() throws IOException {
        return TemplateYaml.parse(Files.readString(FILE));
    }

    /** Returns the map at the end of the path. */
    static Map<?, ?> at(String... path) throws IOException {
        Map<?, ?> here = document();
        for (var name : path) {
            here = (Map<?, ?>) here.get(name);
        }
        return here;
    }

    /** Returns the properties of the resources of that type by their logical id. */
    static Map<String, Map<?, ?>> resources(String type) throws IOException {
        var found = new LinkedHashMap<String, Map<?, ?>>();
        at("Resources").forEach((id, resource) -> {
            if (type.equals(((Map<?, ?>) resource).get("Type"))) {
                found.put((String) id, (Map<?, ?>) ((Map<?, ?>) resource).get("Properties"));
            }
        });
        return found;
    }
}
