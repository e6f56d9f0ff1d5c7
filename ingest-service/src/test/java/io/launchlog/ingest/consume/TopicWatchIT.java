package io.launchlog.ingest.consume;

import static io.launchlog.ingest.IngestFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.launchlog.ingest.IngestFixture;
import io.launchlog.ingest.log.LogReader;
import io.launchlog.ingest.log.TopicIds;
import io.launchlog.ingest.operations.IngestMetrics;
import io.launchlog.ingest.operations.Progress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.util.backoff.FixedBackOff;

/** Where Kafka does not tell which topic is there when partitions are assigned, and it is made again meanwhile. */
class TopicWatchIT {

    private static final int BATCH = 10;

    private final IngestMetrics metrics = new IngestMetrics(new SimpleMeterRegistry());
    private final ContinuityGuard guard =
            new ContinuityGuard((_, _, _) -> new LogReader.Stretch(0, OptionalLong.empty()), metrics);
    private IngestFixture fixture;
    private TopicPartition first;
    private TopicPartition second;
    private TopicIds topicIds;
    private TopicWatch watch;
    private KafkaConsumer<byte[], byte[]> consumer;
    private boolean isKafkaSilent = true;
    private Runnable beforeAnswer = () -> {};

    @BeforeEach
    void open() throws Exception {
        fixture = new IngestFixture();
        first = new TopicPartition(fixture.topic(), 0);
        second = new TopicPartition(fixture.topic(), 1);
        try (Admin admin = IngestFixture.admin()) {
            admin.createTopics(List.of(new NewTopic(fixture.topic(), 2, (short) 1)))
                    .all()
                    .get();
        }
        String servers = IngestFixture.bootstrapServers();
        KafkaAdmin kafkaAdmin = new KafkaAdmin(Map.of());
        // Kafka's client refuses an address without a port.
        kafkaAdmin.setBootstrapServersSupplier(() -> {
            beforeAnswer.run();
            return isKafkaSilent ? "nowhere" : servers;
        });
        topicIds = new TopicIds(kafkaAdmin);
        watch = new TopicWatch(topicIds, new TopicProperties(fixture.topic(), 2, (short) 1, -1), metrics);
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "group.id",
                        fixture.topic(),
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        false,
                        "max.poll.records",
                        BATCH),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(first, second));
    }

    @AfterEach
    void close() {
        consumer.close();
        topicIds.close();
        fixture.close();
    }

    @Test
    void nothing_that_was_fetched_before_is_taken_for_records_of_the_topic_that_is_there() throws Exception {
        send("old", 100);
        watch.assigned(consumer, consumer.assignment());
        // The rest of it, and the other partition's, is fetched and waits for the next polls.
        ConsumerRecords<byte[], byte[]> batch = eventually().until(this::poll, records -> !records.isEmpty());
        fixture.makeTopicAgain(2);
        send("new", 100);

        isKafkaSilent = false;
        refuse(batch);

        assertThat(readOn(200)).allMatch(text -> text.startsWith("new"));
    }

    @Test
    void partitions_that_are_assigned_later_do_not_vouch_for_those_of_before() throws Exception {
        send("old", 100);
        watch.assigned(consumer, List.of(first));
        ConsumerRecords<byte[], byte[]> batch = eventually().until(this::poll, records -> !records.isEmpty());
        fixture.makeTopicAgain(2);
        send("new", 100);

        isKafkaSilent = false;
        watch.assigned(consumer, List.of(second));
        refuse(batch);

        assertThat(readOn(200)).allMatch(text -> text.startsWith("new"));
    }

    @Test
    void a_position_at_the_end_of_an_empty_topic_is_not_gone_on_from() throws Exception {
        send("old", 20);
        dropRecords(20);
        watch.assigned(consumer, consumer.assignment());
        poll();
        assertThat(consumer.position(first)).isEqualTo(20);
        assertThat(consumer.position(second)).isEqualTo(20);
        fixture.makeTopicAgain(2);
        send("new", 20);

        isKafkaSilent = false;
        assertThat(watch.idle(consumer)).isNotNull();

        assertThat(readOn(40)).allMatch(text -> text.startsWith("new"));
    }

    @Test
    void what_is_committed_for_the_topic_that_is_there_is_not_read_again() throws Exception {
        send("old", 100);
        watch.assigned(consumer, consumer.assignment());
        ConsumerRecords<byte[], byte[]> batch = eventually().until(this::poll, records -> !records.isEmpty());
        consumer.commitSync(Map.of(
                first, new OffsetAndMetadata(30, fixture.topicId()),
                second, new OffsetAndMetadata(40, "an earlier one")));

        isKafkaSilent = false;
        refuse(batch);

        assertThat(consumer.position(first)).isEqualTo(30);
        assertThat(consumer.position(second)).isZero();
    }

    @Test
    void an_offset_that_was_committed_without_a_topic_may_be_of_an_earlier_one() throws Exception {
        send("old", 100);
        watch.assigned(consumer, consumer.assignment());
        ConsumerRecords<byte[], byte[]> batch = eventually().until(this::poll, records -> !records.isEmpty());
        fixture.makeTopicAgain(2);
        send("new", 100);
        // Kafka drops commits together with a topic; one comes later from an instance that was held up meanwhile.
        consumer.commitSync(Map.of(first, new OffsetAndMetadata(50), second, new OffsetAndMetadata(0)));

        isKafkaSilent = false;
        refuse(batch);

        assertThat(readOn(200)).allMatch(text -> text.startsWith("new"));
    }

    @Test
    void no_position_is_taken_before_the_topic_is_known() throws Exception {
        send("old", 20);
        dropRecords(20);
        isKafkaSilent = false;
        beforeAnswer = () -> assertThatNoException().isThrownBy(() -> {
            fixture.makeTopicAgain(2);
            send("new", 60);
        });

        new AssignmentListener(new Progress(Clock.systemUTC()), watch, guard)
                .onPartitionsAssigned(consumer, consumer.assignment());

        assertThat(readOn(120)).allMatch(text -> text.startsWith("new"));
    }

    @Test
    void a_batch_that_is_in_hand_while_all_partitions_come_anew_is_not_gone_on_from() {
        watch.assigned(consumer, consumer.assignment());
        assertThatExceptionOfType(KafkaException.class).isThrownBy(() -> watch.check(consumer));
        watch.revoked(consumer.assignment());

        isKafkaSilent = false;
        watch.assigned(consumer, consumer.assignment());

        assertThatExceptionOfType(PolledTooEarlyException.class).isThrownBy(() -> watch.check(consumer));
    }

    /** What the listener and the error handler do with a batch. */
    private void refuse(ConsumerRecords<byte[], byte[]> batch) {
        PolledTooEarlyException early =
                catchThrowableOfType(PolledTooEarlyException.class, () -> watch.check(consumer));
        assertThat(early).isNotNull();
        var handler = new SameBatchErrorHandler(new FixedBackOff(), watch, guard, new Progress(Clock.systemUTC()));
        var container = new KafkaMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(Map.of()), new ContainerProperties(fixture.topic()));
        assertThatExceptionOfType(org.springframework.kafka.KafkaException.class)
                .isThrownBy(() -> handler.handleBatch(early, batch, consumer, container, () -> {}));
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        return consumer.poll(Duration.ofMillis(500));
    }

    private List<String> readOn(int count) {
        List<String> texts = new ArrayList<>();
        eventually().until(() -> {
            for (ConsumerRecord<byte[], byte[]> record : poll()) {
                texts.add(new String(record.value(), StandardCharsets.UTF_8));
            }
            return texts.size() >= count;
        });
        return texts;
    }

    private void send(String text, int toEach) throws Exception {
        fixture.send(IntStream.range(0, 2 * toEach)
                .mapToObj(i -> new ProducerRecord<byte[], byte[]>(
                        fixture.topic(), i % 2, null, (text + i).getBytes(StandardCharsets.UTF_8)))
                .toList());
    }

    private void dropRecords(long before) throws Exception {
        RecordsToDelete all = RecordsToDelete.beforeOffset(before);
        try (Admin admin = IngestFixture.admin()) {
            admin.deleteRecords(Map.of(first, all, second, all)).all().get();
        }
    }
}
