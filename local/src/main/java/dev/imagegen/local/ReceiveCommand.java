package dev.imagegen.local;

import dev.imagegen.local.receive.ReceiverServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/** Receives notifications until the process is told to end. */
final class ReceiveCommand {

    private final Clock clock;

    ReceiveCommand(Clock clock) {
        this.clock = clock;
    }

    /** @throws UsageException if the port is in use, or the secret is none */
    void run(Command.Receive receive, PrintStream out) throws IOException, InterruptedException {
        try (var server = start(receive, out)) {
            out.println("Waiting for notifications at " + server.address() + " : name it as notification_url");
            new CountDownLatch(1).await();
        }
    }

    ReceiverServer start(Command.Receive receive, PrintStream out) throws IOException {
        try {
            return ReceiverServer.start(
                    receive.port(), receive.status(), receive.secret().orElse(DemoCloud.SIGNING_SECRET), clock, out);
        } catch (BindException inUse) {
            throw new UsageException("Port " + receive.port() + " is in use: choose another one with --port.");
        } catch (IllegalArgumentException noSecret) {
            throw new UsageException("--secret must be whsec_ and base64, as POST webhook_settings/secrets answers it.");
        }
    }
}
