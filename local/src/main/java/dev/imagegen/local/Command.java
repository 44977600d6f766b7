package dev.imagegen.local;

import dev.imagegen.engine.EngineChoice;
import dev.imagegen.local.deploy.DeployTool;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What the command line asks for. */
sealed interface Command {

    /** What each command takes. */
    String USAGE = """
            Usage: ./imagegen up [--port 3000] [--data DIR] [--credits N] [--engine ENGINE] [--set PARAMETER=VALUE]...
                   ./imagegen demo
                   ./imagegen receive [--port 4000] [--status 200] [--secret whsec_…]
                   ./imagegen invoke FUNCTION EVENT
                   ./imagegen sign EVENT
                   ./imagegen env
                   ./imagegen deploy ENVIRONMENT [--bucket NAME] [--print]
                   ./imagegen root-key TABLE CLOUD
                   ./imagegen smoke BASE_URL
                   ./imagegen audit [TABLE]
                   ./imagegen bench [engines|credits|console]""";

    /** Their names. */
    Set<String> COMMANDS = Set.of("up", "demo", "receive", "invoke", "sign", "env", "deploy", "root-key", "smoke", "audit");

    /**
     * Run the whole system.
     *
     * @param port    where the gateway listens; by default 3000, 0 takes a free one
     * @param data    where tables and images are kept; by default nothing outlives the run
     * @param credits the free ones of a month, on the free plan; by default the demo cloud meets no wall
     * @param set     parameters of the template, by name, in place of this machine's
     */
    record Up(int port, Optional<Path> data, OptionalLong credits, Map<String, String> set) implements Command {

        public Up {
            set = Map.copyOf(set);
        }
    }

    /**
     * Run a packaged function once.
     *
     * @param function its logical id, or that without {@code Function} in any case
     * @param event    the file with the event
     */
    record Invoke(String function, Path event) implements Command {}

    /** Run the documentation's examples and save their images. */
    record Demo() implements Command {}

    /**
     * Receive notifications, and print them.
     *
     * @param port   where it listens; 0 takes a free one
     * @param status what it answers
     * @param secret with which they should be signed; by default the one of the demo cloud
     */
    record Receive(int port, int status, Optional<String> secret) implements Command {}

    /**
     * Print the event of a notification, signed as of now.
     *
     * @param event the file with the event
     */
    record Sign(Path event) implements Command {}

    /**
     * Deploy the stack.
     *
     * @param environment which of {@code samconfig.toml}
     * @param tool        with what
     * @param print       whether the commands are only printed
     */
    record Deploy(String environment, DeployTool tool, boolean print) implements Command {}

    /**
     * Make a root key in the table of a deployed stack.
     *
     * @param table its name, an output of the stack
     * @param cloud the name that stands in the base URL
     */
    record RootKey(String table, String cloud) implements Command {}

    /**
     * Try a deployed system from outside.
     *
     * @param baseUrl an output of the stack
     */
    record Smoke(String baseUrl) implements Command {}

    /**
     * Compare every balance with the sum over its tasks.
     *
     * @param table that of a deployed stack; by default that of the system that runs here
     */
    record AuditTable(Optional<String> table) implements Command {}

    /** Print the environment file for {@code sam local invoke}. */
    record Env() implements Command {}

    /** Say what there is. */
    record Help() implements Command {}

    /**
     * Reads the command line.
     *
     * @throws UsageException if it asks for something that does not exist
     */
    static Command parse(String... arguments) {
        if (arguments.length == 0 || COMMANDS.contains(arguments[0]) && asksForHelp(arguments)) {
            return new Help();
        }
        return switch (arguments[0]) {
            case "up" -> up(arguments);
            case "receive" -> receive(arguments);
            case "invoke" -> {
                if (arguments.length != 3) {
                    throw new UsageException("invoke takes a function and the file of an event. " + USAGE);
                }
                yield new Invoke(arguments[1], Path.of(arguments[2]));
            }
            case "demo" -> alone(new Demo(), arguments);
            case "env" -> alone(new Env(), arguments);
            case "sign" -> {
                if (arguments.length != 2) {
                    throw new UsageException("sign takes the file of an event. " + USAGE);
                }
                yield new Sign(Path.of(arguments[1]));
            }
            case "deploy" -> deploy(arguments);
            case "root-key" -> {
                if (arguments.length != 3) {
                    throw new UsageException("root-key takes the name of the table and of the cloud. " + USAGE);
                }
                yield new RootKey(arguments[1], arguments[2]);
            }
            case "smoke" -> {
                if (arguments.length != 2) {
                    throw new UsageException("smoke takes the base URL of a deployed system. " + USAGE);
                }
                yield new Smoke(arguments[1]);
            }
            case "audit" -> {
                if (arguments.length > 2) {
                    throw new UsageException("audit takes the name of a table, or nothing. " + USAGE);
                }
                yield new AuditTable(arguments.length == 2 ? Optional.of(arguments[1]) : Optional.empty());
            }
            case "help", "-h", "--help" -> new Help();
            default -> throw new UsageException("There is no command " + arguments[0] + ". " + USAGE);
        };
    }

    private static boolean asksForHelp(String... arguments) {
        return Arrays.stream(arguments).skip(1).anyMatch(Set.of("-h", "--help")::contains);
    }

    private static Command alone(Command command, String... arguments) {
        if (arguments.length > 1) {
            throw new UsageException(arguments[0] + " takes nothing more, not " + arguments[1] + ". " + USAGE);
        }
        return command;
    }

    private static Up up(String... arguments) {
        int port = 3000;
        Optional<Path> data = Optional.empty();
        var credits = OptionalLong.empty();
        var set = new HashMap<String, String>();
        for (int i = 1; i < arguments.length; i += 2) {
            switch (arguments[i]) {
                case "--port" -> port = (int) number(arguments, i, 65_535);
                case "--data" -> data = Optional.of(folder(value(arguments, i)));
                case "--credits" -> credits = OptionalLong.of(number(arguments, i, 1_000_000_000));
                case "--engine" -> set.put("Engine", engine(value(arguments, i)));
                case "--set" -> {
                    var parameter = value(arguments, i).split("=", 2);
                    if (parameter.length < 2) {
                        throw new UsageException("--set takes PARAMETER=VALUE. " + USAGE);
                    }
                    set.put(parameter[0], parameter[1]);
                }
                default -> throw new UsageException("up has no option " + arguments[i] + ". " + USAGE);
            }
        }
        return new Up(port, data, credits, set);
    }

    private static Deploy deploy(String... arguments) {
        if (arguments.length < 2 || arguments[1].startsWith("-")) {
            throw new UsageException("deploy takes an environment of samconfig.toml, for example dev. " + USAGE);
        }
        DeployTool tool = new DeployTool.Sam();
        boolean print = false;
        for (int i = 2; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--print" -> print = true;
                case "--bucket" -> {
                    tool = new DeployTool.Aws(value(arguments, i));
                    i++;
                }
                default -> throw new UsageException("deploy has no option " + arguments[i] + ". " + USAGE);
            }
        }
        return new Deploy(arguments[1], tool, print);
    }

    private static Receive receive(String... arguments) {
        int port = 4000;
        int status = 200;
        Optional<String> secret = Optional.empty();
        for (int i = 1; i < arguments.length; i += 2) {
            switch (arguments[i]) {
                case "--port" -> port = (int) number(arguments, i, 65_535);
                case "--status" -> status = status(arguments, i);
                case "--secret" -> secret = Optional.of(value(arguments, i));
                default -> throw new UsageException("receive has no option " + arguments[i] + ". " + USAGE);
            }
        }
        return new Receive(port, status, secret);
    }

    private static int status(String[] arguments, int option) {
        var text = value(arguments, option);
        if (!text.matches("[2-5]\\d\\d")) {
            throw new UsageException("--status must be one of HTTP, from 200 to 599, not " + text + ".");
        }
        return Integer.parseInt(text);
    }

    /** The list that {@link EngineChoice} takes. */
    private static String engine(String names) {
        try {
            new EngineChoice(names, Map.of());
            return names;
        } catch (IllegalStateException unknown) {
            throw new UsageException(unknown.getMessage());
        }
    }

    /** An empty path would be the folder one stands in: more likely a variable of a script is not set. */
    private static Path folder(String text) {
        if (text.isBlank()) {
            throw new UsageException("--data must name a folder; it is empty.");
        }
        return Path.of(text).toAbsolutePath();
    }

    private static String value(String[] arguments, int option) {
        if (option + 1 == arguments.length) {
            throw new UsageException(arguments[option] + " needs a value. " + USAGE);
        }
        return arguments[option + 1];
    }

    private static long number(String[] arguments, int option, long most) {
        var text = value(arguments, option);
        if (!text.matches("\\d{1,12}") || Long.parseLong(text) > most) {
            throw new UsageException(arguments[option] + " must be a whole number from 0 to " + most + ", not " + text + ".");
        }
        return Long.parseLong(text);
    }
}
