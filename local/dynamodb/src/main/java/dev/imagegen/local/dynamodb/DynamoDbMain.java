package dev.imagegen.local.dynamodb;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;

/**
 * The main class of the DynamoDB process: runs Amazon's server on a free port of the loopback interface, and prints that port,
 * until the process that started this one closes its end of the standard input, which also happens when that process is killed.
 *
 * <p>The server is found by its class name on the class path of this process; nothing is compiled against it.
 */
public final class DynamoDbMain {

    /** What it prints before the port, once it listens. */
    static final String LISTENS = "DynamoDB Local listens on port ";

    private static final String RUNNER = "software.amazon.dynamodb.services.local.main.ServerRunner";

    private DynamoDbMain() {}

    /**
     * Starts the server, whose threads then keep the process alive.
     *
     * @param args the server's own arguments, without a port
     */
    public static void main(String[] args) {
        Thread.ofPlatform().name("parent-watch").start(() -> end(awaitEnd(System.in)));
        try {
            System.out.println(LISTENS + start(args));
        } catch (ClassNotFoundException missing) {
            System.err.println("DynamoDB Local is not on the class path of its process: " + missing.getMessage()
                    + ". Build the module local/dynamodb, which copies it to target/lib.");
            end(1);
        } catch (InvocationTargetException failed) {
            failed.getCause().printStackTrace();
            end(1);
        } catch (ReflectiveOperationException changed) {
            System.err.println("This version of DynamoDB Local can not be started: " + changed);
            end(1);
        }
    }

    /**
     * Nobody else can have the port: the server binds a free one itself, and says afterwards which that is. Its own arguments take
     * no port 0 and no interface, so its connector is told.
     */
    private static int start(String[] args) throws ReflectiveOperationException {
        var dynamoDb = Class.forName(RUNNER).getMethod("createServerFromCommandLineArgs", String[].class).invoke(null, (Object) args);
        Field field = dynamoDb.getClass().getDeclaredField("server");
        field.setAccessible(true);
        Object jetty = field.get(dynamoDb);
        Object connector = Array.get(jetty.getClass().getMethod("getConnectors").invoke(jetty), 0);
        connector.getClass().getMethod("setHost", String.class).invoke(connector, "127.0.0.1");
        connector.getClass().getMethod("setPort", int.class).invoke(connector, 0);
        dynamoDb.getClass().getMethod("safeStart").invoke(dynamoDb);
        return (int) connector.getClass().getMethod("getLocalPort").invoke(connector);
    }

    /** Returns the exit code once the stream ends, whatever is written to it before. */
    static int awaitEnd(InputStream parent) {
        try {
            while (parent.read() != -1) {
                continue;
            }
            return 0;
        } catch (IOException broken) {
            System.err.println("The connection to the parent process broke: " + broken);
            return 1;
        }
    }

    // The server's threads are no daemons and its shutdown takes seconds; its store is safe against a sudden end.
    private static void end(int status) {
        Runtime.getRuntime().halt(status);
    }
}
