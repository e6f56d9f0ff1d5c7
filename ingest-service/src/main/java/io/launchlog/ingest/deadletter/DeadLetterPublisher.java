package io.launchlog.ingest.deadletter;

import io.launchlog.ingest.operations.IngestMetrics;
import io.launchlog.model.wire.DeadLetterHeaders;
import io.launchlog.model.wire.Topics;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import org.springframework.stereotype.Component;

/** Writes dead letters and waits until Kafka has acknowledged them. */
@Component
public class DeadLetterPublisher {

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final IngestMetrics metrics;

    DeadLetterPublisher(KafkaTemplate<byte[], byte[]> kafka, IngestMetrics metrics) {
        this.kafka = kafka;
        this.metrics = metrics;
    }

    /**
     * Writes the letters and takes out of the list those that were acknowledged, so that another attempt does not
     * write them twice.
     *
     * @param topicId of the topic that the records are of
     * @throws DeadLetterUnavailableException when some were not acknowledged; they are still in the list
     */
    public void publish(List<DeadLetter> letters, Uuid topicId) {
        if (letters.isEmpty()) {
            return;
        }
        List<CompletableFuture<?>> acknowledgements = send(letters, topicId.toString());
        RuntimeException failure = null;
        Iterator<DeadLetter> remaining = letters.iterator();
        for (CompletableFuture<?> acknowledgement : acknowledgements) {
            DeadLetter letter = remaining.next();
            try {
                acknowledgement.join();
                remaining.remove();
                metrics.deadLetter(letter.reason());
            } catch (CompletionException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw new DeadLetterUnavailableException(
                    letters.size() + " dead letters were not acknowledged by "
                            + Topics.deadLettersOf(letters.getFirst().original().topic()) + ": "
                            + failure.getCause(),
                    failure);
        }
    }

    /**
     * Hands the letters to Kafka. One that fails at once ends it: Kafka's client has waited for the topic as long as it
     * may, and to wait as long for each of the others would cost the consumer its partitions.
     */
    private List<CompletableFuture<?>> send(List<DeadLetter> letters, String topicId) {
        List<CompletableFuture<?>> acknowledgements = new ArrayList<>(letters.size());
        for (DeadLetter letter : letters) {
            CompletableFuture<?> acknowledgement = send(letter, topicId, LetterExtent.ALL);
            acknowledgements.add(acknowledgement);
            if (acknowledgement.isCompletedExceptionally()) {
                break;
            }
        }
        return acknowledgements;
    }

    /** A letter that is over a limit, its topic's or the producer's, must not hold its partition up for ever. */
    private CompletableFuture<SendResult<byte[], byte[]>> send(DeadLetter letter, String topicId, LetterExtent extent) {
        return send(record(letter, topicId, extent)).exceptionallyCompose(failure -> {
            LetterExtent smaller = isTooLarge(failure) ? extent.smaller(letter.original()) : null;
            return smaller == null ? CompletableFuture.failedFuture(failure) : send(letter, topicId, smaller);
        });
    }

    private static boolean isTooLarge(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordTooLargeException) {
                return true;
            }
        }
        return false;
    }

    private CompletableFuture<SendResult<byte[], byte[]>> send(ProducerRecord<byte[], byte[]> letter) {
        try {
            return kafka.send(letter);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(DeadLetter letter, String topicId, LetterExtent extent) {
        ConsumerRecord<byte[], byte[]> original = letter.original();
        Attempt attempt = Attempt.of(original.headers(), letter.foundAt());
        LetterHeaders headers = extent.headers(original)
                .with(DeadLetterHeaders.REASON, letter.reason().wireName())
                .with(DeadLetterHeaders.DETAIL, extent.detail(letter))
                .with(DeadLetterHeaders.ORIGINAL_TOPIC, original.topic())
                .with(DeadLetterHeaders.ORIGINAL_TOPIC_ID, topicId)
                .with(DeadLetterHeaders.ORIGINAL_PARTITION, Integer.toString(original.partition()))
                .with(DeadLetterHeaders.ORIGINAL_OFFSET, Long.toString(original.offset()))
                .with(DeadLetterHeaders.ORIGINAL_TIMESTAMP, Long.toString(original.timestamp()));
        if (letter.field() != null) {
            headers.with(DeadLetterHeaders.FIELD, letter.field());
        }
        attempt.writeTo(headers);
        @Nullable Integer partition = null;
        return new ProducerRecord<>(
                Topics.deadLettersOf(original.topic()),
                partition,
                extent.key(original),
                extent.value(original),
                headers.headers());
    }
}
