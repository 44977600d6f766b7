package dev.imagegen.local.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code template.yaml} says about functions, queues and the table: the only source of what is wired to what. */
public final class Template {

    /** The region that everything is in here. */
    public static final String REGION = "eu-west-1";

    private static final String FUNCTION = "AWS::Serverless::Function";
    private static final String QUEUE = "AWS::SQS::Queue";
    private static final String FUNCTION_URL = "AWS::Lambda::Url";
    private static final String TABLE = "AWS::DynamoDB::Table";

    private final Map<?, ?> document;
    private final Parameters parameters;

    private Template(Map<?, ?> document, Parameters parameters) {
        this.document = document;
        this.parameters = parameters;
    }

    /**
     * Reads a template.
     *
     * @param file       the template
     * @param parameters values for its parameters by name; they go before the defaults
     * @throws IOException       if the file can not be read
     * @throws TemplateException if it is malformed, or a parameter lacks a value or breaks its rule
     */
    public static Template read(Path file, Map<String, String> parameters) throws IOException {
        return parse(Files.readString(file), parameters);
    }

    /** Reads a template with the parameters of a stack that is deployed, as {@link #read} does with those of this machine. */
    public static Template deployed(Path file, Map<String, String> parameters) throws IOException {
        var document = TemplateYaml.parse(Files.readString(file));
        return new Template(document, Parameters.deployed(part(document, "Parameters"), parameters));
    }

    /** Reads a template from its text, as {@link #read} does from a file. */
    public static Template parse(String text, Map<String, String> parameters) {
        var document = TemplateYaml.parse(text);
        return new Template(document, Parameters.of(part(document, "Parameters"), parameters));
    }

    /** Returns the values of the parameters by name, defaults included. */
    public Map<String, String> parameters() {
        return parameters.values();
    }

    /** Returns the artefact of each function, relative to the template, by the function's logical id. */
    public Map<String, String> artefacts() {
        return resources(FUNCTION, Map.of())
                .collect(Collectors.toMap(Template::id, function -> function.required("CodeUri")));
    }

    /** Returns the logical ids of the functions that have a URL of their own. */
    public List<String> functionUrls() {
        var names = names(Map.of());
        return resources(FUNCTION_URL, Map.of())
                .map(url -> url.required("TargetFunctionArn"))
                .flatMap(arn -> resources(FUNCTION, Map.of()).map(Template::id).filter(id -> names.attribute(id, "Arn").equals(arn)))
                .toList();
    }

    /** Returns the queues. */
    public List<QueueSpec> queues() {
        return resources(QUEUE, Map.of()).map(queue -> Resources.queue(id(queue), name(id(queue)), queue)).toList();
    }

    /** Returns the table, empty if there is none. */
    public Optional<TableSpec> table() {
        return resources(TABLE, Map.of())
                .map(table -> Resources.table(id(table), name(id(table)), table))
                .findFirst();
    }

    /**
     * Returns the functions.
     *
     * @param queueUrls the URL of each queue by the queue's logical id
     */
    public List<FunctionSpec> functions(Map<String, String> queueUrls) {
        var intrinsics = intrinsics(queueUrls);
        var globals = new Section("Globals.Function", part(part(document, "Globals"), "Function"), intrinsics);
        var queueIds = new LinkedHashMap<String, String>();
        resources(QUEUE, queueUrls).map(Template::id).forEach(id -> queueIds.put(names(queueUrls).attribute(id, "Arn"), id));
        return resources(FUNCTION, queueUrls)
                .map(function -> Functions.function(id(function), function, globals, queueIds))
                .toList();
    }

    /** Returns the properties of the resources of that type, those left out whose condition does not hold. */
    private Stream<Section> resources(String type, Map<String, String> queueUrls) {
        var intrinsics = intrinsics(queueUrls);
        return part(document, "Resources").entrySet().stream()
                .filter(entry -> type.equals(((Map<?, ?>) entry.getValue()).get("Type")))
                .filter(entry -> isThere((Map<?, ?>) entry.getValue(), intrinsics))
                .map(entry -> new Section(
                        (String) entry.getKey(), part((Map<?, ?>) entry.getValue(), "Properties"), intrinsics));
    }

    private static boolean isThere(Map<?, ?> resource, Intrinsics intrinsics) {
        return !(resource.get("Condition") instanceof String condition)
                || intrinsics.resolve(Map.of("Condition", condition)).filter(Boolean.TRUE::equals).isPresent();
    }

    private Intrinsics intrinsics(Map<String, String> queueUrls) {
        return new Intrinsics(names(queueUrls), part(document, "Conditions"));
    }

    private LocalNames names(Map<String, String> queueUrls) {
        var types = new LinkedHashMap<String, String>();
        var names = new LinkedHashMap<String, String>();
        part(document, "Resources").forEach((id, resource) -> {
            types.put((String) id, String.valueOf(((Map<?, ?>) resource).get("Type")));
            names.put((String) id, name((String) id));
        });
        return new LocalNames(parameters.values(), types, names, queueUrls);
    }

    private String name(String id) {
        var properties = part(part(part(document, "Resources"), id), "Properties");
        return Stream.of("QueueName", "TableName", "FunctionName")
                .map(properties::get)
                .flatMap(name -> name instanceof String given ? Stream.of(given) : Stream.empty())
                .findFirst()
                .orElse(id);
    }

    private static String id(Section resource) {
        return resource.path();
    }

    private static Map<?, ?> part(Map<?, ?> whole, String name) {
        return switch (whole.get(name)) {
            case Map<?, ?> part -> part;
            case null -> Map.of();
            default -> throw new TemplateException("The section " + name + " must be a map");
        };
    }
}
