package io.launchlog.ingest.consume;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * A batch does not begin where the last one of its partitions ended, and the records in between are to be read first; or
 * that is not known, as others have some of the partitions.
 */
final class OffsetGapException extends WrongPositionException {

    private static final long serialVersionUID = 1L;

    private final transient Map<TopicPartition, Long> expected;

    /** @param expected the offset at which to go on, for each partition with a gap */
    OffsetGapException(Map<TopicPartition, Long> expected) {
        super("A batch is not what comes next; reading again from where it begins, or from " + expected);
        this.expected = Map.copyOf(expected);
    }

    Map<TopicPartition, Long> expected() {
        return expected;
    }
}
