package io.launchlog.ingest.consume;

import static io.launchlog.ingest.IngestFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.ingest.IngestFixture;
import io.launchlog.ingest.log.LogReader;
import io.launchlog.ingest.log.TopicIds;
import io.launchlog.ingest.operations.IngestMetrics;
import io.launchlog.ingest.operations.Obstacles;
import io.launchlog.ingest.operations.Progress;
import io.launchlog.ingest.operations.RetryCause;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.event.ListenerContainerPartitionIdleEvent;

/** A committed offset is set forward again, but never past what is done, nor in another topic. */
class IdleMomentsIT {

    private final IngestMetrics metrics = new IngestMetrics(new SimpleMeterRegistry());
    private final Obstacles obstacles = new Obstacles(Clock.systemUTC());
    private final ContinuityGuard guard = new ContinuityGuard(this::look, metrics);
    private IngestFixture fixture;
    private TopicPartition partition;
    private TopicIds topicIds;
    private TopicWatch watch;
    private IdleMoments idle;
    private KafkaConsumer<byte[], byte[]> consumer;

    @BeforeEach
    void haveTenRecordsDone() throws Exception {
        fixture = new IngestFixture();
        partition = new TopicPartition(fixture.topic(), 0);
        try (Admin admin = IngestFixture.admin()) {
            admin.createTopics(List.of(new NewTopic(fixture.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
        fixture.send(IntStream.range(0, 10)
                .mapToObj(i -> new ProducerRecord<byte[], byte[]>(fixture.topic(), new byte[] {1}))
                .toList());
        Map<String, Object> servers = Map.of("bootstrap.servers", IngestFixture.bootstrapServers());
        topicIds = new TopicIds(new KafkaAdmin(servers));
        watch = new TopicWatch(topicIds, new TopicProperties(fixture.topic(), 1, (short) 1, -1), metrics);
        idle = new IdleMoments(watch, guard, metrics, obstacles);
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        IngestFixture.bootstrapServers(),
                        "group.id",
                        fixture.topic(),
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(partition));
        new AssignmentListener(new Progress(Clock.systemUTC()), watch, guard)
                .onPartitionsAssigned(consumer, List.of(partition));
        ConsumerRecords<byte[], byte[]> batch =
                eventually().until(() -> consumer.poll(Duration.ofMillis(500)), records -> records.count() == 10);
        watch.requireSame(watch.check(consumer));
        guard.check(batch, consumer.assignment());
        guard.handled(batch);
    }

    @AfterEach
    void close() {
        consumer.close();
        topicIds.close();
        fixture.close();
    }

    @Test
    void what_is_behind_at_two_looks_is_committed_again() throws Exception {
        commit(3, fixture.topicId());

        look();
        assertThat(committed()).isEqualTo(3);
        look();

        assertThat(committed()).isEqualTo(10);
    }

    @Test
    void a_consumer_that_has_had_no_batch_yet_knows_it_from_its_assignment() throws Exception {
        commit(10, fixture.topicId());
        TopicWatch others = new TopicWatch(topicIds, new TopicProperties(fixture.topic(), 1, (short) 1, -1), metrics);
        ContinuityGuard othersGuard = new ContinuityGuard(this::look, metrics);
        new AssignmentListener(new Progress(Clock.systemUTC()), others, othersGuard)
                .onPartitionsAssigned(consumer, List.of(partition));
        idle = new IdleMoments(others, othersGuard, metrics, obstacles);
        commit(3, fixture.topicId());

        look();
        look();

        assertThat(committed()).isEqualTo(10);
    }

    @Test
    void what_is_committed_for_an_earlier_topic_is_put_right() throws Exception {
        commit(30, "an earlier one");

        look();
        assertThat(committed()).isEqualTo(30);
        look();

        assertThat(committed()).isEqualTo(10);
    }

    @Test
    void records_that_the_last_poll_has_passed_over_are_read() throws Exception {
        commit(4, fixture.topicId());
        guard.assigned(consumer, List.of(partition), Set.of());

        look();

        assertThat(consumer.position(partition)).isEqualTo(4);
    }

    @Test
    void a_consumer_is_held_up_where_kafka_does_not_tell_of_its_topic() {
        // Kafka's client refuses an address without a port.
        try (TopicIds silent = new TopicIds(new KafkaAdmin(Map.of("bootstrap.servers", "nowhere")))) {
            TopicWatch waiting =
                    new TopicWatch(silent, new TopicProperties(fixture.topic(), 1, (short) 1, -1), metrics);
            new IdleMoments(waiting, guard, metrics, obstacles).consumerIsIdle(idleEvent());
        }
        assertThat(obstacles.current().values())
                .extracting(Obstacles.Obstacle::cause)
                .containsExactly(RetryCause.KAFKA);

        idle.consumerIsIdle(idleEvent());

        assertThat(obstacles.current()).isEmpty();
    }

    @Test
    void nothing_is_committed_that_the_consumer_is_to_read_yet() throws Exception {
        commit(3, fixture.topicId());
        consumer.seek(partition, 5);

        look();
        look();

        assertThat(committed()).isEqualTo(3);
    }

    @Test
    void where_it_is_not_known_what_is_done_the_commit_stays() throws Exception {
        guard.revoked(List.of(partition));
        commit(7, fixture.topicId());

        look();
        look();

        assertThat(committed()).isEqualTo(7);
    }

    /** There are ten records, without gaps. */
    private LogReader.Stretch look(TopicPartition ofPartition, long from, long to) {
        return new LogReader.Stretch(0, from < Math.min(to, 10) ? OptionalLong.of(from) : OptionalLong.empty());
    }

    private ListenerContainerIdleEvent idleEvent() {
        return new ListenerContainerIdleEvent(this, this, 0, "id", List.of(partition), consumer, false);
    }

    private void look() {
        idle.partitionIsIdle(new ListenerContainerPartitionIdleEvent(this, this, 0, "id", partition, consumer, false));
    }

    private void commit(long offset, String metadata) {
        consumer.commitSync(Map.of(partition, new OffsetAndMetadata(offset, metadata)));
    }

    private long committed() {
        return consumer.committed(Set.of(partition)).get(partition).offset();
    }
}
