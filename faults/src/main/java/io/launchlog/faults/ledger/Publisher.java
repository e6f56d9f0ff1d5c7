package io.launchlog.faults.ledger;

import io.launchlog.faults.events.Planned;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes as event-publisher does (idempotent, all replicas, one request in flight) and keeps the ledger of what was
 * acknowledged. Used by one thread at a time, {@link #skew} excepted.
 */
public final class Publisher implements AutoCloseable {

    private final String bootstrapServers;
    private final Random random;
    private KafkaProducer<byte[], byte[]> producer;
    private int life;
    private volatile Skew skew = Skew.NONE;
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong skewed = new AtomicLong();

    /** @param random says how wrong a clock is */
    public Publisher(String bootstrapServers, Random random) {
        this.bootstrapServers = bootstrapServers;
        this.random = random;
        this.producer = producer(bootstrapServers);
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        2 * 1024 * 1024,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Hands a record to the producer; it is in the ledger when Kafka has acknowledged it. */
    public void publish(Planned planned) {
        int topic = life;
        Skew wrong = skew;
        if (!wrong.equals(Skew.NONE)) {
            skewed.incrementAndGet();
        }
        var _ = producer.send(wrong.apply(planned.message(), random), (metadata, exception) -> {
            if (exception == null) {
                Place place = new Place(topic, metadata.partition(), metadata.offset());
                acknowledged.add(new Acknowledged(place, planned.kind(), planned.reason()));
            } else {
                // Nothing is promised of it: it may be in the log or not.
                failed.incrementAndGet();
            }
        });
    }

    /** Waits until each record is acknowledged or has failed. */
    public void flush() {
        producer.flush();
    }

    /** From now on the records' timestamps are wrong by so much. */
    public void skew(Skew wrong) {
        skew = wrong;
    }

    /** How many records have had a wrong timestamp. */
    public long skewed() {
        return skewed.get();
    }

    /** The topic was deleted and made again. */
    public void topicIsNew() {
        producer.close();
        producer = producer(bootstrapServers);
        life++;
    }

    /** The ledger so far. */
    public List<Acknowledged> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** How many records were not acknowledged. */
    public long failed() {
        return failed.get();
    }

    @Override
    public void close() {
        producer.close();
    }
}
