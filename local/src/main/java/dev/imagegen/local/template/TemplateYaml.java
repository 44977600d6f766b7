package dev.imagegen.local.template;

import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads YAML with CloudFormation's short tags into maps, lists and scalars; a short tag becomes its long form, so
 * {@code !Ref X} is a map of {@code Ref} to {@code X} and {@code !Sub x} one of {@code Fn::Sub} to {@code x}.
 */
final class TemplateYaml {

    private TemplateYaml() {}

    /**
     * Reads a document whose top is a map.
     *
     * @throws TemplateException if the text is no such document
     */
    static Map<?, ?> parse(String text) {
        try {
            if (new Yaml(new ShortTags()).load(text) instanceof Map<?, ?> document) {
                return document;
            }
        } catch (YAMLException malformed) {
            throw new TemplateException("The template is no valid YAML: " + malformed.getMessage(), malformed);
        }
        throw new TemplateException("The template is no map of sections");
    }

    private static final class ShortTags extends SafeConstructor {

        ShortTags() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return longForm(node.getTag().getValue().substring(1), node);
                }
            });
        }

        private Map<String, Object> longForm(String name, Node node) {
            Object value = switch (node) {
                case ScalarNode scalar when name.equals("GetAtt") -> List.of(scalar.getValue().split("\\.", 2));
                case ScalarNode scalar -> constructScalar(scalar);
                case SequenceNode sequence -> constructSequence(sequence);
                case MappingNode mapping -> constructMapping(mapping);
                default -> throw new TemplateException("!" + name + " is used on something unknown" + node.getStartMark());
            };
            return Map.of(name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name, value);
        }
    }
}
