package dev.imagegen.local;

import dev.imagegen.credits.Plan;
import dev.imagegen.local.template.TemplateException;
import java.io.IOException;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;
import software.amazon.awssdk.core.exception.SdkException;

/** The command {@code ./imagegen}: runs the whole system on this machine, or one packaged function. */
public final class Main {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final Project project;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    Main(Project project, Map<String, String> environment, PrintStream out, PrintStream err) {
        this.project = project;
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the command and exits: 0 if all went well, 1 if it failed, 2 if the command line or the port is wrong.
     *
     * @param args see {@link Command#USAGE}
     */
    public static void main(String[] args) {
        var out = System.out;
        // Functions that run in this process print their log; the standard output is for answers.
        System.setOut(System.err);
        System.exit(new Main(Project.here(), System.getenv(), out, System.err).run(args));
    }

    /** The free plan is what its credits are asked for: then the wall, and what lifts it, can be seen. */
    private static Plan plan(OptionalLong credits) {
        return credits.isPresent() ? new Plan.Free() : DemoCloud.UNLIMITED;
    }

    /** Runs the command and returns the exit code. */
    int run(String... args) {
        try {
            return switch (Command.parse(args)) {
                case Command.Up up -> {
                    // Who has the system choose its port finds the images of the last time nowhere anyway.
                    var cloudinary = up.port() == 0 ? DemoCloud.cloudinary() : DemoCloud.lastingCloudinary();
                    new UpCommand(project, environment, cloudinary, DemoCloud.seeder(plan(up.credits()))).run(up, out, err);
                    yield 0;
                }
                case Command.Invoke invoke ->
                    new InvokeCommand(project, environment, DemoCloud.cloudinary(), DemoCloud.seeder(plan(OptionalLong.empty())))
                            .run(invoke, out, err);
                case Command.Demo demo -> {
                    new DemoCommand(project, environment).run(out);
                    yield 0;
                }
                case Command.Receive receive -> {
                    new ReceiveCommand(Clock.systemUTC()).run(receive, out);
                    yield 0;
                }
                case Command.Sign sign -> {
                    new SignCommand(Clock.systemUTC()).run(sign.event(), out);
                    yield 0;
                }
                case Command.Deploy deploy -> new DeployCommand(project, environment).run(deploy, out);
                case Command.RootKey key -> {
                    new RootKeyCommand(environment, new SecureRandom()).run(key, out);
                    yield 0;
                }
                case Command.Smoke smoke -> new SmokeCommand(environment).run(smoke, out);
                case Command.AuditTable audit -> new AuditCommand(project, environment, Clock.systemUTC()).run(audit, out);
                case Command.Env env -> {
                    new EnvCommand(project).run(out);
                    yield 0;
                }
                case Command.Help help -> {
                    out.println(Command.USAGE);
                    yield 0;
                }
            };
        } catch (SdkException unreachable) {
            err.println("A server of AWS, or one in its place, does not answer as it should: " + unreachable.getMessage());
            return FAILED;
        } catch (UsageException misused) {
            err.println(misused.getMessage());
            return MISUSED;
        } catch (IOException | TemplateException failed) {
            err.println(failed.getMessage());
            return FAILED;
        } catch (RuntimeException unforeseen) {
            unforeseen.printStackTrace(err);
            return FAILED;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }
}
