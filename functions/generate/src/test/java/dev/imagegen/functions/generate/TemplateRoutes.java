package dev.imagegen.functions.generate;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The HTTP routes of template.yaml. Nodes are read, not values: CloudFormation's own tags mean nothing to a reader. */
final class TemplateRoutes {

    private TemplateRoutes() {}

    /** For example {@code GET /health}; without the one that takes everything else. */
    static Set<String> read() throws IOException {
        Path template = Path.of(System.getProperty("imagegen.root"), "template.yaml");
        Set<String> routes = new TreeSet<>();
        try (Reader in = Files.newBufferedReader(template)) {
            Node root = new Yaml(new LoaderOptions()).compose(in);
            for (NodeTuple resource : tuples(child(root, "Resources"))) {
                for (NodeTuple event : tuples(child(child(resource.getValueNode(), "Properties"), "Events"))) {
                    Node properties = child(event.getValueNode(), "Properties");
                    if (text(child(event.getValueNode(), "Type")).equals("HttpApi") && child(properties, "Path") != null) {
                        routes.add(text(child(properties, "Method")) + " " + text(child(properties, "Path")));
                    }
                }
            }
        }
        return routes;
    }

    private static List<NodeTuple> tuples(Node node) {
        return node instanceof MappingNode mapping ? mapping.getValue() : List.of();
    }

    private static Node child(Node node, String key) {
        return tuples(node).stream()
                .filter(tuple -> text(tuple.getKeyNode()).equals(key))
                .map(NodeTuple::getValueNode)
                .findFirst()
                .orElse(null);
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
