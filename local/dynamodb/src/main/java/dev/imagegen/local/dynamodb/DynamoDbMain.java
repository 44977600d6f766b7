package dev.imagegen.local.dynamodb;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;

/**
 * The main class of the DynamoDB process: runs Amazon's server with the given arguments until the process that started
 * this one closes its end of the standard input, which also happens when that process is killed.
 *
 * <p>The server is found by its class name on the class path of this process; nothing is compiled against it.
 */
public final class DynamoDbMain {

    private static final String SERVER = "software.amazon.dynamodb.services.local.main.ServerRunner";

    private DynamoDbMain() {}

    /**
     * Runs the server; does not return.
     *
     * @param args the server's own arguments
     */
    public static void main(String[] args) {
        Thread.ofPlatform().name("parent-watch").start(() -> end(awaitEnd(System.in)));
        try {
            Class.forName(SERVER).getMethod("main", String[].class).invoke(null, (Object) args);
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
