package io.launchlog.benchmarks.startup;

import io.launchlog.benchmarks.measure.Figure;
import io.launchlog.benchmarks.measure.Statistics;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** What was seen of both services, and how it is judged. */
public record StartupRun(Seen ingest, Seen query) {

    private static final double MOST_READY_MILLIS = 3000;
    private static final double MOST_MEBIBYTES = 384;
    private static final double MEBIBYTE = 1024.0 * 1024;
    private static final double NANOS_PER_MILLI = 1e6;

    /**
     * One service.
     *
     * @param ready from the start of each process until it was ready, one at least
     * @param resident the most memory of one under load, bytes; 0 where the system does not tell
     */
    public record Seen(List<Duration> ready, long resident) {

        public Seen {
            ready = List.copyOf(ready);
        }

        private List<Double> millis() {
            return ready.stream().map(time -> time.toNanos() / NANOS_PER_MILLI).toList();
        }
    }

    /** Every line of the table. */
    public List<Figure> figures() {
        return Stream.concat(figures("ingest", ingest), figures("query", query)).toList();
    }

    private static Stream<Figure> figures(String service, Seen seen) {
        return Stream.of(
                Figure.atMost(service + "_ready_ms", Statistics.median(seen.millis()), MOST_READY_MILLIS),
                Figure.told(service + "_ready_first_ms", seen.millis().getFirst()),
                Figure.told(service + "_ready_best_ms", Collections.min(seen.millis())),
                Figure.told(service + "_ready_worst_ms", Collections.max(seen.millis())),
                Figure.atMost(service + "_resident_most_MiB", seen.resident() / MEBIBYTE, MOST_MEBIBYTES));
    }
}
