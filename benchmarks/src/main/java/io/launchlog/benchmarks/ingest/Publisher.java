package io.launchlog.benchmarks.ingest;

import io.launchlog.benchmarks.BenchmarkException;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.wire.CloudEventEncoder;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Puts events on the topic in binary mode, with the producer settings of event-publisher. */
public final class Publisher implements AutoCloseable {

    private final CloudEventEncoder encoder;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** @param topic that is there, or that the broker makes */
    public Publisher(String bootstrapServers, String topic) {
        this.encoder = new CloudEventEncoder(topic);
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        64 * 1024,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Publishes without waiting, and tells the bytes of the record's value. */
    public int publish(ServiceEvent event) {
        return publish(event, () -> {});
    }

    /**
     * Publishes without waiting.
     *
     * @param acknowledged run on the producer's thread
     * @return the bytes of the record's value
     */
    int publish(ServiceEvent event, Runnable acknowledged) {
        ProducerRecord<byte[], byte[]> message = encoder.encode(event);
        var _ = producer.send(message, (_, exception) -> {
            if (exception == null) {
                acknowledged.run();
            } else {
                failure.set(exception);
            }
        });
        return message.value().length;
    }

    /**
     * Waits until everything is acknowledged.
     *
     * @throws BenchmarkException when something was not
     */
    public void flush() {
        producer.flush();
        Exception e = failure.get();
        if (e != null) {
            throw new BenchmarkException("An event was not acknowledged: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
