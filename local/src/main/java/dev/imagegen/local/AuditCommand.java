package dev.imagegen.local;

import dev.imagegen.audit.Audit;
import dev.imagegen.audit.Finding;
import dev.imagegen.aws.DynamoBooks;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Compares every balance with the sum over its tasks: in the table of a deployed stack, with the credentials of the environment
 * as {@link RootKeyCommand} takes them, or in that of the system that runs here. It changes nothing.
 */
final class AuditCommand {

    private static final int DIFFERENT = 1;

    private final Project project;
    private final Map<String, String> environment;
    private final Clock clock;

    AuditCommand(Project project, Map<String, String> environment, Clock clock) {
        this.project = project;
        this.environment = environment;
        this.clock = clock;
    }

    /**
     * Prints a line for each balance.
     *
     * @return 0 if all are right, 1 if not
     * @throws UsageException if no table is named and no system runs, or the environment has no credentials
     */
    int run(Command.AuditTable command, PrintStream out) throws IOException {
        if (command.table().isPresent()) {
            return run(environment, command.table().get(), out);
        }
        UpState up = UpState.read(project.stateFile()).orElseThrow(() ->
                new UsageException("No system runs here: start one with ./imagegen up, or name the table of a stack."));
        Map<String, String> variables = up.functions().values().iterator().next();
        return run(variables, variables.get("TABLE_NAME"), out);
    }

    private int run(Map<String, String> variables, String table, PrintStream out) {
        try (var dynamo = DeployedAccount.dynamoDb(variables)) {
            return report(new Audit(new DynamoBooks(dynamo, table), clock).run(), out);
        }
    }

    /** See {@link #run(Command.AuditTable, PrintStream)}. */
    static int report(List<Finding> findings, PrintStream out) {
        var byAccount = findings.stream().collect(Collectors.groupingBy(f -> f.account().toString()));
        byAccount.keySet().stream().sorted().forEach(account -> out.println(account + ": " + line(byAccount.get(account))));
        long wrong = byAccount.values().stream().filter(of -> !of.stream().allMatch(Finding::right)).count();
        out.println(byAccount.size() + " balances, " + (wrong == 0 ? "ok" : wrong + " of them wrong"));
        return wrong == 0 ? 0 : DIFFERENT;
    }

    private static String line(List<Finding> findings) {
        String figures = findings.stream().map(AuditCommand::text).collect(Collectors.joining(", "));
        return figures + (findings.stream().allMatch(Finding::right) ? ": ok" : ": DIFFERENT");
    }

    private static String text(Finding finding) {
        String kept = finding.figure().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + finding.kept();
        if (finding.right()) {
            return kept;
        }
        String most = finding.highest() == Long.MAX_VALUE ? " or more" : " to " + finding.highest();
        return kept + " (by the tasks " + finding.lowest() + (finding.lowest() == finding.highest() ? "" : most) + ")";
    }
}
