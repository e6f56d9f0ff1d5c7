package io.launchlog.ingest.log;

import static io.launchlog.ingest.IngestFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.ingest.IngestFixture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/** Which records of a batch the log has at their places. */
class LogReaderIT {

    private final UngroupedConsumers consumers = new UngroupedConsumers(
            new DefaultKafkaConsumerFactory<>(Map.of("bootstrap.servers", IngestFixture.bootstrapServers())));
    private final LogReader reader = new LogReader(consumers);
    private IngestFixture fixture;
    private TopicPartition first;

    @BeforeEach
    void open() throws Exception {
        fixture = new IngestFixture();
        first = new TopicPartition(fixture.topic(), 0);
        try (Admin admin = IngestFixture.admin()) {
            admin.createTopics(List.of(new NewTopic(fixture.topic(), 2, (short) 1)))
                    .all()
                    .get();
        }
        fixture.send(List.of(
                message(0, 1, null, "a", "x"),
                message(0, 2, "key", "b", "x"),
                message(0, 3, "key", null, "x"),
                message(0, 4, "key", "d", "x"),
                message(0, 5, "key", "e", "x"),
                message(1, 6, "key", "f", "x")));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void nothing_is_missing_that_is_there() {
        assertThat(reader.missing(readAll())).isEmpty();
        assertThat(reader.missing(ConsumerRecords.empty())).isEmpty();
    }

    @Test
    void what_retention_has_cut_away_is_missing() throws Exception {
        ConsumerRecords<byte[], byte[]> records = readAll();
        try (Admin admin = IngestFixture.admin()) {
            admin.deleteRecords(Map.of(first, RecordsToDelete.beforeOffset(2)))
                    .all()
                    .get();
        }

        assertThat(timestamps(reader.missing(records))).containsExactly(1L, 2L);
    }

    @Test
    void what_another_topic_has_in_its_place_or_not_at_all_is_missing() throws Exception {
        ConsumerRecords<byte[], byte[]> records = readAll();
        fixture.makeTopicAgain(1);
        fixture.send(List.of(
                message(0, 1, null, "a", "x"),
                message(0, 2, "key", "b", "y"),
                message(0, 3, "key", null, "x"),
                message(0, 40, "key", "d", "x")));

        assertThat(timestamps(reader.missing(records))).containsExactlyInAnyOrder(2L, 4L, 5L, 6L);
    }

    @Test
    void a_record_with_another_key_or_value_is_another_one() throws Exception {
        ConsumerRecords<byte[], byte[]> records = readAll();
        fixture.makeTopicAgain(2);
        fixture.send(List.of(
                message(0, 1, "key", "a", "x"),
                message(0, 2, "key", "b", "x"),
                message(0, 3, "key", "c", "x"),
                message(0, 4, null, "d", "x"),
                message(0, 5, "key", "d", "x"),
                message(1, 6, "key", "f", "x")));

        assertThat(timestamps(reader.missing(records))).containsExactly(1L, 3L, 4L, 5L);
    }

    private ConsumerRecords<byte[], byte[]> readAll() {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumers.open()) {
            List<TopicPartition> partitions = UngroupedConsumers.partitions(consumer, fixture.topic());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            eventually().until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
                return all.size() == 6;
            });
        }
        for (ConsumerRecord<byte[], byte[]> message : all) {
            records.computeIfAbsent(new TopicPartition(message.topic(), message.partition()), _ -> new ArrayList<>())
                    .add(message);
        }
        return new ConsumerRecords<>(records, Map.of());
    }

    private ProducerRecord<byte[], byte[]> message(
            int partition, long timestamp, @Nullable String key, @Nullable String value, String header) {
        List<Header> headers = List.of(new RecordHeader("ce_id", header.getBytes(StandardCharsets.UTF_8)));
        return new ProducerRecord<>(fixture.topic(), partition, timestamp, bytes(key), bytes(value), headers);
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Long> timestamps(ConsumerRecords<byte[], byte[]> records) {
        return StreamSupport.stream(records.spliterator(), false)
                .map(ConsumerRecord::timestamp)
                .toList();
    }
}
