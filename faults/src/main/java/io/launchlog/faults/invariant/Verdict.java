package io.launchlog.faults.invariant;

import java.util.List;

/**
 * How an invariant did.
 *
 * @param checked how many things it was checked for; 0 says nothing at all
 * @param violations how many of them broke it
 * @param samples some of those, for people
 */
public record Verdict(Invariant invariant, long checked, long violations, List<String> samples) {

    public Verdict {
        samples = List.copyOf(samples);
    }

    /** Whether something was checked, and nothing broke it. */
    public boolean holds() {
        return checked > 0 && violations == 0;
    }
}
