package io.launchlog.benchmarks;

import io.launchlog.benchmarks.measure.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures in columns: figure, ours, raw, ratio, and what raw is. */
final class Table {

    private final List<String> lines = new ArrayList<>();

    /** @param title what all rows are about */
    Table(String title) {
        row(title, "ours", "raw", "ratio", "");
        lines.add("-".repeat(96));
    }

    /** A row of medians and the median of the ratios, with the range of those. */
    void compare(String figure, Comparison comparison, String raw) {
        String range = comparison.ours().size() < 2
                ? ""
                : String.format(Locale.ROOT, " (%.2f to %.2f)", comparison.lowestRatio(), comparison.highestRatio());
        row(
                figure,
                number(comparison.medianOfOurs()),
                number(comparison.medianOfRaw()),
                String.format(Locale.ROOT, "%.2f", comparison.ratio()),
                raw + range);
    }

    /** A row of one figure against another. */
    void compare(String figure, double ours, double other, String raw) {
        row(figure, number(ours), number(other), String.format(Locale.ROOT, "%.2f", ours / other), raw);
    }

    /** A row of one figure. */
    void single(String figure, double ours, String note) {
        row(figure, number(ours), "", "", note);
    }

    private void row(String figure, String ours, String raw, String ratio, String note) {
        lines.add("%-36s %10s %10s %7s   %s"
                .formatted(figure, ours, raw, ratio, note)
                .stripTrailing());
    }

    /** Three significant digits or all before the point; {@code never} when it is infinite. */
    static String number(double value) {
        if (Double.isInfinite(value)) {
            return "never";
        }
        if (value == Math.rint(value) || value >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
