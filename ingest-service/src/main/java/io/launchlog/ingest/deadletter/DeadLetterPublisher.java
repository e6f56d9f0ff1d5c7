package io.launchlog.ingest.deadletter;

import io.launchlog.ingest.operations.IngestMetrics;
import io.launchlog.model.wire.DeadLetterHeaders;
import io.launchlog.model.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;
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
     * @throws DeadLetterUnavailableException when some were not acknowledged; they are still in the list
     */
    public void publish(List<DeadLetter> letters) {
        List<CompletableFuture<?>> acknowledgements = new ArrayList<>(letters.size());
        for (DeadLetter letter : letters) {
            acknowledgements.add(send(letter));
        }
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

    private CompletableFuture<?> send(DeadLetter letter) {
        try {
            return kafka.send(record(letter));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(DeadLetter letter) {
        ConsumerRecord<byte[], byte[]> original = letter.original();
        Headers headers = new RecordHeaders(original.headers());
        add(headers, DeadLetterHeaders.REASON, letter.reason().wireName());
        add(headers, DeadLetterHeaders.DETAIL, letter.detail());
        add(headers, DeadLetterHeaders.ORIGINAL_TOPIC, original.topic());
        add(headers, DeadLetterHeaders.ORIGINAL_PARTITION, Integer.toString(original.partition()));
        add(headers, DeadLetterHeaders.ORIGINAL_OFFSET, Long.toString(original.offset()));
        add(headers, DeadLetterHeaders.ORIGINAL_TIMESTAMP, Long.toString(original.timestamp()));
        @Nullable Integer partition = null;
        return new ProducerRecord<>(
                Topics.deadLettersOf(original.topic()), partition, original.key(), original.value(), headers);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
