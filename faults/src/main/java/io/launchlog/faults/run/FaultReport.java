package io.launchlog.faults.run;

import io.launchlog.faults.invariant.Verdict;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one fault.
 *
 * @param acknowledged records
 * @param unacknowledged records that the producer gave up
 * @param hits how many things the fault did harm to; 0 says that the run proves nothing
 * @param verdicts one for each invariant that was looked at, in their order
 * @param recovery from the end of the fault until the lag was 0; null when that did not come
 * @param repeatedLetters dead letters that were written again
 * @param documents in the indices of events
 */
public record FaultReport(
        String fault,
        long seed,
        long acknowledged,
        long unacknowledged,
        long hits,
        List<Verdict> verdicts,
        @Nullable Duration recovery,
        long repeatedLetters,
        long documents) {

    public FaultReport {
        verdicts = List.copyOf(verdicts);
    }

    /** Whether the fault happened and everything held. */
    public boolean holds() {
        return hits > 0 && verdicts.stream().allMatch(Verdict::holds);
    }
}
