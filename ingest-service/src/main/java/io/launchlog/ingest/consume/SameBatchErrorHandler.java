package io.launchlog.ingest.consume;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.BackOff;

/**
 * Repeats a whole batch until it succeeds, and never goes on behind it. While it repeats, the container polls; when
 * that fails, the container would give the batch up with the position already behind it, and the next commit would skip
 * it. So the position is set back to its start first, and the log hands it over again.
 */
final class SameBatchErrorHandler extends DefaultErrorHandler {

    SameBatchErrorHandler(BackOff backOff) {
        super(backOff);
        // Whatever is thrown: there is no exception for which skipping records would be right.
        setClassifications(Map.of(), true);
        // Obstacles says it once; the container would say it at every attempt.
        setLogLevel(KafkaException.Level.DEBUG);
    }

    @Override
    public void handleBatch(
            Exception thrownException,
            ConsumerRecords<?, ?> records,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable invokeListener) {
        try {
            super.handleBatch(thrownException, records, consumer, container, invokeListener);
        } catch (RuntimeException e) {
            seekToStart(records, consumer);
            throw e;
        }
    }

    private static void seekToStart(ConsumerRecords<?, ?> records, Consumer<?, ?> consumer) {
        // What was taken away meanwhile starts at its committed offset wherever it went.
        Set<TopicPartition> assigned = consumer.assignment();
        for (TopicPartition partition : records.partitions()) {
            if (assigned.contains(partition)) {
                consumer.seek(partition, records.records(partition).getFirst().offset());
            }
        }
    }
}
