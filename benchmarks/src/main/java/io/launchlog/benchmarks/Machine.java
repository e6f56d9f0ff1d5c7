package io.launchlog.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** On what it was measured, in one line: figures mean little without. */
final class Machine {

    private Machine() {}

    static String describe() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return "%d cores (%s), load %s, %s %s, Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.arch"),
                        load < 0 ? "unknown" : String.format(Locale.ROOT, "%.1f", load),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        Runtime.version());
    }
}
