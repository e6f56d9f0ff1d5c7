package io.launchlog.benchmarks;

import io.launchlog.benchmarks.measure.Figure;
import java.util.List;

/**
 * What a measurement that is judged has found.
 *
 * @param name of the command
 * @param figures of its table
 */
record Verdict(String name, List<Figure> figures) {

    Verdict {
        figures = List.copyOf(figures);
    }

    /**
     * Prints the table, and writes the file of the results when one is wanted.
     *
     * @return the exit code: 0 when every aim was reached, else 1
     */
    int tell(Session session, CommonOptions options) {
        return tell(
                session,
                "heaps: Elasticsearch " + options.backendsHeap + "; query service: "
                        + String.join(" ", options.serviceJvm()));
    }

    /**
     * The same.
     *
     * @param conditions under which it was measured, in a line under the table
     */
    int tell(Session session, String conditions) {
        session.out().println();
        session.out().println(new FigureTable(name, figures));
        session.out().println();
        session.out().println(conditions);
        session.out().println(Machine.describe());
        session.out().flush();
        session.results().ifPresent(file -> file.write(name, figures));
        return figures.stream().allMatch(Figure::isReached) ? 0 : 1;
    }
}
