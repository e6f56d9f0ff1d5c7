package io.launchlog.ingest.consume;

import io.launchlog.ingest.operations.Progress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.BackOff;

/**
 * Repeats a whole batch until it succeeds, and never goes on behind it. While it repeats, the container polls; when
 * that fails, the container would give the batch up with the position already behind it, and the next commit would skip
 * it. So the position is set back to its start first, and the log hands it over again. In front of a gap it is set back to
 * where the gap begins (see {@link ContinuityGuard}), in a new topic to its beginning, and before Kafka had told of the
 * topic to what is committed ({@link TopicWatch}).
 */
final class SameBatchErrorHandler extends DefaultErrorHandler {

    private final TopicWatch topic;
    private final ContinuityGuard guard;
    private final Progress progress;

    SameBatchErrorHandler(BackOff backOff, TopicWatch topic, ContinuityGuard guard, Progress progress) {
        super(backOff);
        this.topic = topic;
        this.guard = guard;
        this.progress = progress;
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
        AtomicReference<@Nullable WrongPositionException> wrong =
                new AtomicReference<>(wrongPositionIn(thrownException));
        if (wrong.get() == null) {
            try {
                super.handleBatch(thrownException, records, consumer, container, () -> invoke(invokeListener, wrong));
            } catch (RuntimeException e) {
                if (wrong.get() == null) {
                    progress.putBack();
                    seekToStart(records, consumer, Map.of());
                    throw e;
                }
                wrong.get().addSuppressed(e);
            }
        }
        if (wrong.get() != null) {
            progress.putBack();
            setBack(wrong.get(), records, consumer);
        }
    }

    /** A position that is wrong ends the attempts: the same records again would not be the right ones either. */
    private static void invoke(Runnable listener, AtomicReference<@Nullable WrongPositionException> wrong) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            WrongPositionException found = wrongPositionIn(e);
            if (found == null) {
                throw e;
            }
            wrong.set(found);
        }
    }

    private void setBack(WrongPositionException wrong, ConsumerRecords<?, ?> records, Consumer<?, ?> consumer) {
        switch (wrong) {
            case OffsetGapException gap -> seekToStart(records, consumer, gap.expected());
            case PolledTooEarlyException early -> {
                topic.goBack(consumer, early.committed());
                guard.topicIsNew(early.committed());
            }
            case TopicMadeAgainException _ -> guard.topicIsNew(topic.readFromBeginning(consumer));
        }
        // Thrown so that nothing of this batch is committed.
        throw new KafkaException(String.valueOf(wrong.getMessage()), KafkaException.Level.INFO, wrong);
    }

    private static @Nullable WrongPositionException wrongPositionIn(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof WrongPositionException wrong) {
                return wrong;
            }
        }
        return null;
    }

    /** @param earlier where to go on in partitions in which it is not the first record of the batch */
    private static void seekToStart(
            ConsumerRecords<?, ?> records, Consumer<?, ?> consumer, Map<TopicPartition, Long> earlier) {
        // What was taken away meanwhile starts at its committed offset wherever it went.
        Set<TopicPartition> assigned = consumer.assignment();
        for (TopicPartition partition : records.partitions()) {
            if (assigned.contains(partition)) {
                long first = records.records(partition).getFirst().offset();
                consumer.seek(partition, earlier.getOrDefault(partition, first));
            }
        }
    }
}
