package io.launchlog.ingest.consume;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** A batch does not begin where the last one of its partitions ended; the records in between are to be read first. */
final class OffsetGapException extends WrongPositionException {

    private static final long serialVersionUID = 1L;

    private final transient Map<TopicPartition, Long> expected;

    /** @param expected the offset at which to go on, for each partition with a gap */
    OffsetGapException(Map<TopicPartition, Long> expected) {
        super("Records are missing in front of a batch; reading again from " + expected);
        this.expected = Map.copyOf(expected);
    }

    Map<TopicPartition, Long> expected() {
        return expected;
    }
}
