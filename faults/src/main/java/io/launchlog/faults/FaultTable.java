package io.launchlog.faults;

import io.launchlog.faults.invariant.Invariant;
import io.launchlog.faults.invariant.Verdict;
import io.launchlog.faults.run.FaultReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Faults by invariants, as a Markdown table that can be read as it is. */
final class FaultTable {

    private FaultTable() {}

    /** The table, what its columns mean, and samples of what did not hold. */
    static String of(List<FaultReport> reports) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(Stream.of(
                        Stream.of("fault", "seed", "acknowledged", "hits"),
                        Stream.of(Invariant.values()).map(Invariant::name),
                        Stream.of("back after", "documents", "letters again"))
                .flatMap(cells -> cells)
                .toList());
        reports.forEach(report -> rows.add(row(report)));
        StringBuilder text = new StringBuilder(aligned(rows));
        text.append("\nInvariants: violations / checked.\n\n");
        for (Invariant invariant : Invariant.values()) {
            text.append("- ")
                    .append(invariant)
                    .append(": ")
                    .append(invariant.statement())
                    .append('\n');
        }
        reports.forEach(report -> complaints(report, text));
        return text.toString();
    }

    private static List<String> row(FaultReport report) {
        Duration recovery = report.recovery();
        return Stream.of(
                        Stream.of(
                                report.fault(),
                                Long.toString(report.seed()),
                                number(report.acknowledged()),
                                number(report.hits())),
                        Stream.of(Invariant.values()).map(invariant -> cell(report, invariant)),
                        Stream.of(
                                recovery == null
                                        ? "never"
                                        : String.format(Locale.ROOT, "%.1f s", recovery.toMillis() / 1e3),
                                number(report.documents()),
                                number(report.repeatedLetters())))
                .flatMap(cells -> cells)
                .toList();
    }

    /** Empty for what was not looked at. */
    private static String cell(FaultReport report, Invariant invariant) {
        return report.verdicts().stream()
                .filter(verdict -> verdict.invariant() == invariant)
                .map(FaultTable::cell)
                .findFirst()
                .orElse("");
    }

    private static String cell(Verdict verdict) {
        String counts = number(verdict.violations()) + " / " + number(verdict.checked());
        return verdict.holds() ? counts : "**" + counts + "**";
    }

    private static void complaints(FaultReport report, StringBuilder text) {
        if (report.hits() == 0) {
            text.append("\n")
                    .append(report.fault())
                    .append(" hit nothing: this run proves nothing. Publish more --events.\n");
        }
        for (Verdict verdict : report.verdicts()) {
            if (!verdict.holds()) {
                text.append("\n%s, seed %d, %s does not hold:%n"
                        .formatted(report.fault(), report.seed(), verdict.invariant()));
                verdict.samples()
                        .forEach(sample -> text.append("- ").append(sample).append('\n'));
                if (verdict.checked() == 0) {
                    text.append("- there was nothing to check\n");
                }
            }
        }
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String aligned(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("|");
            for (int i = 0; i < columns; i++) {
                line.append(' ')
                        .append(row.get(i))
                        .append(" ".repeat(widths[i] - row.get(i).length()))
                        .append(" |");
            }
            lines.add(line.toString());
        }
        StringBuilder rule = new StringBuilder("|");
        for (int width : widths) {
            rule.append("-".repeat(width + 2)).append('|');
        }
        lines.add(1, rule.toString());
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }
}
