package io.launchlog.benchmarks.ingest;

import java.util.Comparator;
import java.util.List;

/**
 * One drain and its ceilings, measured one after the other.
 *
 * @param drainedPerSecond events of ours
 * @param cpuMicros of ingest per event
 * @param ceilings the same documents as ready-made bulks, once for each number of clients
 */
record Round(double drainedPerSecond, double cpuMicros, List<Ceiling> ceilings) {

    /** How fast that many clients were, in documents per second. */
    record Ceiling(int clients, double perSecond) {}

    /** The fastest. */
    Ceiling best() {
        return ceilings.stream()
                .max(Comparator.comparingDouble(Ceiling::perSecond))
                .orElseThrow();
    }
}
