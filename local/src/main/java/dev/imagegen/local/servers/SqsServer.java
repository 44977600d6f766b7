package dev.imagegen.local.servers;

import dev.imagegen.local.template.Template;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import scala.concurrent.duration.FiniteDuration;
import scala.jdk.javaapi.FutureConverters;

/** SQS in this process: ElasticMQ on a free port of the loopback interface. Its queues live in memory. */
public final class SqsServer implements AutoCloseable {

    private static final int GRACE_SECONDS = 1;

    private final SQSRestServer server;
    private final URI endpoint;

    private SqsServer(SQSRestServer server, URI endpoint) {
        this.server = server;
        this.endpoint = endpoint;
    }

    /** Starts the server and returns when it listens. */
    public static SqsServer start() {
        var server = SQSRestServerBuilder.withInterface("127.0.0.1")
                .withDynamicPort()
                .withAWSRegion(Template.REGION)
                .start();
        int port = server.waitUntilStarted().localAddress().getPort();
        return new SqsServer(server, URI.create("http://127.0.0.1:" + port));
    }

    /** Returns where it listens. */
    public URI endpoint() {
        return endpoint;
    }

    /** Stops the server; its queues are gone. Who still waits for a message is cut off soon: left alone, one would hold it up for a minute. */
    @Override
    public void close() {
        var cutOff = server.waitUntilStarted().terminate(FiniteDuration.apply(GRACE_SECONDS, TimeUnit.SECONDS));
        FutureConverters.asJava(cutOff).toCompletableFuture().join();
        server.stopAndWait();
    }
}
