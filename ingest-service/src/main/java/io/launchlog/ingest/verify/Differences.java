package io.launchlog.ingest.verify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Counts differences and what was mended, and keeps the first few of each kind to be shown. For one thread. */
final class Differences {

    private final int samples;
    private final Map<Difference, Long> found = new EnumMap<>(Difference.class);
    private final Map<Difference, Long> mended = new EnumMap<>(Difference.class);
    private final Map<Difference, List<String>> shown = new EnumMap<>(Difference.class);

    Differences(int samples) {
        this.samples = samples;
        for (Difference kind : Difference.values()) {
            found.put(kind, 0L);
            mended.put(kind, 0L);
            shown.put(kind, new ArrayList<>());
        }
    }

    /** @param coordinates where it is, for those that are shown; never a text of an event */
    void found(Difference kind, Supplier<String> coordinates) {
        found.merge(kind, 1L, Long::sum);
        List<String> ofKind = shown(kind);
        if (ofKind.size() < samples) {
            ofKind.add(coordinates.get());
        }
    }

    void mended(Difference kind) {
        mended.merge(kind, 1L, Long::sum);
    }

    long found(Difference kind) {
        return found.getOrDefault(kind, 0L);
    }

    long mendedOf(Difference kind) {
        return mended.getOrDefault(kind, 0L);
    }

    List<String> shown(Difference kind) {
        return shown.getOrDefault(kind, List.of());
    }

    /** How many are left. */
    long open() {
        long open = 0;
        for (Difference kind : Difference.values()) {
            open += found(kind) - mendedOf(kind);
        }
        return open;
    }
}
