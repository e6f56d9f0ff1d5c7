package io.launchlog.faults.invariant;

import java.util.ArrayList;
import java.util.List;

/** Counts towards a verdict. Used by one thread at a time. */
public final class Tally {

    private static final int SAMPLES = 5;

    private final Invariant invariant;
    private final List<String> samples = new ArrayList<>();
    private long checked;
    private long violations;

    public Tally(Invariant invariant) {
        this.invariant = invariant;
    }

    /** One more thing was looked at. */
    public void check(boolean holds, String violation) {
        checked++;
        if (!holds) {
            violations++;
            if (samples.size() < SAMPLES) {
                samples.add(violation);
            }
        }
    }

    public Verdict verdict() {
        return new Verdict(invariant, checked, violations, samples);
    }
}
