package dev.imagegen.local.system;

import dev.imagegen.local.servers.Endpoints;
import dev.imagegen.local.servers.Queues;
import dev.imagegen.local.servers.Servers;
import dev.imagegen.local.servers.Tables;
import dev.imagegen.local.template.FunctionSpec;
import dev.imagegen.local.template.Template;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that the functions need around them: the servers with queues and table, and the stand-in for Cloudinary. The
 * functions themselves do not run yet.
 */
public final class Surroundings implements AutoCloseable {

    private static final String API_BASE = "CloudinaryApiBase";

    private final Servers servers;
    private final CloudinaryStarter.Running cloudinary;
    private final List<FunctionSpec> functions;
    private final Map<String, String> queueUrls;
    private final List<String> functionUrls;

    private Surroundings(
            Servers servers,
            CloudinaryStarter.Running cloudinary,
            List<FunctionSpec> functions,
            Map<String, String> queueUrls,
            List<String> functionUrls) {
        this.servers = servers;
        this.cloudinary = cloudinary;
        this.functions = functions;
        this.queueUrls = queueUrls;
        this.functionUrls = functionUrls;
    }

    /**
     * Starts it all.
     *
     * @param gateway    the address of our own API
     * @param cloudinary starts the stand-in for Cloudinary; not used if the options say where the Upload API is
     * @param seeder     fills the new table
     * @throws IOException if a server does not start; none is left running then
     * @throws dev.imagegen.local.template.TemplateException if the template can not be run here
     */
    public static Surroundings start(Options options, URI gateway, CloudinaryStarter cloudinary, Seeder seeder)
            throws IOException {
        var parameters = new HashMap<>(options.parameters());
        boolean elsewhere = parameters.containsKey(API_BASE);
        var starter = elsewhere ? CloudinaryStarter.elsewhere(URI.create(parameters.get(API_BASE))) : cloudinary;
        var running = starter.start(options.dataDir().map(dir -> dir.resolve("cloudinary")), gateway);
        try {
            if (!elsewhere) {
                parameters.put(API_BASE, running.base().toString());
                parameters.putIfAbsent("DeliveryBase", running.base().toString());
            }
            parameters.putIfAbsent("PublicBase", gateway.toString());
            parameters.putIfAbsent("Release", "0".repeat(64));
            // Before the servers, which take long: a mistake in the template shows at once.
            var template = Template.read(options.template(), parameters);
            var servers = Servers.start(
                    options.environment(), options.dynamoDbLib(), options.dataDir().map(dir -> dir.resolve("dynamodb")));
            try {
                var queueUrls = fill(servers.endpoints(), template, seeder);
                return new Surroundings(
                        servers, running, template.functions(queueUrls), queueUrls, template.functionUrls());
            } catch (RuntimeException failed) {
                servers.close();
                throw failed;
            }
        } catch (IOException | RuntimeException failed) {
            running.close();
            throw failed;
        }
    }

    /** Returns where the servers listen. */
    public Endpoints endpoints() {
        return servers.endpoints();
    }

    /** Returns the functions of the template. */
    public List<FunctionSpec> functions() {
        return functions;
    }

    /** Returns the URL of each queue by its logical id. */
    public Map<String, String> queueUrls() {
        return queueUrls;
    }

    /** Returns the logical ids of the functions that have a URL of their own. */
    public List<String> functionUrls() {
        return functionUrls;
    }

    /** Returns the environment variables that a function runs with. */
    public Map<String, String> environment(FunctionSpec function) {
        var environment = new HashMap<>(function.environment());
        environment.putAll(endpoints().environment());
        // Servers that want to know can tell who calls.
        environment.put("AWS_ACCESS_KEY_ID", function.id());
        // No parameter of the template, so that no deployed stack can be told to let notifications lead back into itself.
        environment.put("LOCAL_RECEIVERS", "true");
        return Map.copyOf(environment);
    }

    /** Stops the servers that were started here, and the stand-in for Cloudinary. */
    @Override
    public void close() {
        servers.close();
        cloudinary.close();
    }

    private static Map<String, String> fill(Endpoints endpoints, Template template, Seeder seeder) {
        template.table().ifPresent(table -> {
            try (var dynamoDb = endpoints.dynamoDbClient()) {
                new Tables(dynamoDb).create(table);
                seeder.seed(dynamoDb, table.name());
            }
        });
        try (var sqs = endpoints.sqsClient()) {
            return new Queues(sqs).create(template.queues());
        }
    }
}
