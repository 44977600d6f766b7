package dev.imagegen.local.testing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Packaged by a test: answers with what it sees, or misbehaves as the event says. Needs nothing but the JDK. */
public final class PackagedHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private int invocations;

    public PackagedHandler() {
        if ("yes".equals(System.getenv("FAIL_TO_START"))) {
            throw new IllegalStateException("the secret is missing");
        }
    }

    /** Makes it in the process of the local system, where nobody invokes it. */
    public PackagedHandler(Map<String, String> environment) {
        this();
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        System.out.println("log of " + context.getAwsRequestId());
        return switch ((String) event.get("do")) {
            case "throw" -> throw new IllegalArgumentException("as asked");
            case "exit" -> {
                Runtime.getRuntime().halt(3);
                yield Map.of();
            }
            case "hang" -> {
                while (true) {
                    LockSupport.park();
                }
            }
            default -> Map.of(
                    "said", event.get("do"),
                    "variable", String.valueOf(System.getenv("VARIABLE")),
                    "path", String.valueOf(System.getenv("PATH")),
                    "task_root_is_here", System.getProperty("user.dir").equals(System.getenv("LAMBDA_TASK_ROOT")),
                    "time_remains", context.getRemainingTimeInMillis() > 0,
                    "invocations", ++invocations);
        };
    }
}
