package io.launchlog.ingest.verify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What was found.
 *
 * @param topic of events
 * @param partitions how many it has
 * @param records of the log that were to be compared, whatever they hold
 * @param logged events that are to be in the index
 * @param repeated records that hold such an event again
 * @param deadLettered records that are rightly in the dead letters
 * @param pending records that ingest has not committed yet
 * @param documents in the index
 * @param matched documents that are what the log says
 * @param expired events whose index retention has dropped
 * @param beforeTheLog documents that may come from records that Kafka has dropped
 * @param withinRetention those of them that come from records which the log's retention, as it is now, keeps
 * @param reach how far back is told what differs
 * @param services compared; null when they were not
 * @param differences by kind
 * @param scope what was compared
 * @param duration from start to end
 */
record Report(
        String topic,
        int partitions,
        long records,
        long logged,
        long repeated,
        long deadLettered,
        long pending,
        long documents,
        long matched,
        long expired,
        long beforeTheLog,
        long withinRetention,
        Reach reach,
        ServiceCheck.@Nullable Count services,
        Differences differences,
        Scope scope,
        Duration duration) {

    /** Whether nothing differs, or nothing any more. */
    boolean isRight() {
        return differences.open() == 0;
    }
}
