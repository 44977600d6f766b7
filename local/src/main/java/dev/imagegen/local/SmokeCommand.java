package dev.imagegen.local;

import dev.imagegen.local.smoke.BaseUrl;
import dev.imagegen.local.smoke.Credentials;
import dev.imagegen.local.smoke.Finding;
import dev.imagegen.local.smoke.Finding.Verdict;
import dev.imagegen.local.smoke.Smoke;
import dev.imagegen.time.Sleeper;
import java.io.Console;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries a deployed system from outside, one free call through each of its functions, and says what is wrong with it. */
final class SmokeCommand {

    private static final int WRONG = 1;

    private final Map<String, String> environment;

    SmokeCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Prints a line for each thing that was tried.
     *
     * @return 0 if nothing was found wrong, 1 if something was
     */
    int run(Command.Smoke command, PrintStream out) throws InterruptedException {
        BaseUrl base = BaseUrl.of(command.baseUrl());
        var smoke = new Smoke(base, Credentials.of(environment, SmokeCommand::ask), Clock.systemUTC(), Sleeper.ofThread());
        List<Finding> findings = smoke.run();
        findings.forEach(out::println);
        return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.WRONG) ? WRONG : 0;
    }

    /** Nothing of what is typed is shown. */
    private static Optional<String> ask(String question) {
        Console console = System.console();
        boolean somebodyThere = console != null && console.isTerminal();
        return Optional.ofNullable(somebodyThere ? console.readPassword("%s", question) : null).map(String::new);
    }
}
