package dev.imagegen.audit;

import dev.imagegen.log.Log;
import java.util.List;

/** The audit as the worker runs it. The template counts its error lines and raises the alarm. */
public final class ScheduledAudit {

    private final Audit audit;
    private final Log log;

    public ScheduledAudit(Audit audit, Log log) {
        this.audit = audit;
        this.log = log;
    }

    /** Nothing is mended: a balance that is wrong needs somebody who finds out why. */
    public void run() {
        List<Finding> findings;
        try {
            findings = audit.run();
        } catch (RuntimeException e) {
            log.error("audit_failed", e);
            return;
        }
        List<Finding> wrong = findings.stream().filter(finding -> !finding.right()).toList();
        wrong.forEach(finding -> log.error("audit_difference", null, "account", finding.account(), "figure", finding.figure(),
                "kept", finding.kept(), "lowest", finding.lowest(), "highest", finding.highest()));
        log.info("audit_done", "figures", findings.size(), "wrong", wrong.size());
    }
}
