package io.launchlog.ingest.consume;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** A batch was polled before it was known which topic is there; it is to be polled again. */
final class PolledTooEarlyException extends WrongPositionException {

    private static final long serialVersionUID = 1L;

    private final transient Map<TopicPartition, Long> committed;

    PolledTooEarlyException(String topic, Map<TopicPartition, Long> committed) {
        super("It is only known now which topic " + topic + " is there; reading its records again");
        this.committed = Map.copyOf(committed);
    }

    /** Where to go on, by partition; partitions that are missing begin anew. */
    Map<TopicPartition, Long> committed() {
        return committed;
    }
}
