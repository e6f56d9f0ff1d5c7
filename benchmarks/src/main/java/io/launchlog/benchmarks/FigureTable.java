package io.launchlog.benchmarks;

import io.launchlog.benchmarks.measure.Bound;
import io.launchlog.benchmarks.measure.Figure;
import java.util.ArrayList;
import java.util.List;

/** Figures with what they have to be. */
final class FigureTable {

    private final List<String> lines = new ArrayList<>();

    /** @param title what all rows are about */
    FigureTable(String title, List<Figure> figures) {
        row(title, "found", "aim", "");
        lines.add("-".repeat(84));
        figures.forEach(this::add);
    }

    private void add(Figure figure) {
        String name = figure.name().replace('_', ' ');
        String found = Table.number(figure.value());
        String verdict = figure.isReached() ? "reached" : "MISSED";
        switch (figure.bound()) {
            case Bound.AtMost(double limit) -> row(name, found, "at most " + Table.number(limit), verdict);
            case Bound.AtLeast(double limit) -> row(name, found, "at least " + Table.number(limit), verdict);
            case Bound.None() -> row(name, found, "", "");
        }
    }

    private void row(String name, String found, String aim, String verdict) {
        lines.add("%-44s %10s   %-18s %s".formatted(name, found, aim, verdict).stripTrailing());
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
