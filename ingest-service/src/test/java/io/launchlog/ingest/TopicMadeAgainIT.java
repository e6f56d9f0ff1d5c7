package io.launchlog.ingest;

import static io.launchlog.ingest.IngestFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.index.BucketSize;
import io.launchlog.model.wire.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** A topic that is deleted and made again counts its offsets anew: those of the old one say nothing of it. */
class TopicMadeAgainIT {

    private static final long NOW = System.currentTimeMillis();

    private IngestFixture fixture;

    @BeforeEach
    void open() {
        fixture = new IngestFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void a_new_topic_that_has_more_records_than_the_old_one_had_is_read_from_its_beginning() throws Exception {
        ConfigurableApplicationContext ingest = fixture.startIngest();
        send(0, 20);
        eventually().until(() -> fixture.texts().size() == 20);
        // Held up with this batch, the consumer does not notice what becomes of the topic.
        block(true);
        send(20, 25);
        eventually().until(() -> IngestFixture.counter(ingest, "launchlog.ingest.retries") > 0);
        fixture.makeTopicAgain(4);
        send(25, 75);
        block(false);

        awaitTexts(75);
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());
        assertThat(IngestFixture.counter(ingest, "launchlog.ingest.topics.made.again"))
                .isPositive();
    }

    @Test
    void a_batch_that_is_held_up_behind_the_change_is_not_gone_on_from() throws Exception {
        ConfigurableApplicationContext ingest = fixture.startIngest();
        send(0, 20);
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());
        block(true);
        fixture.makeTopicAgain(4);
        send(20, 70);
        eventually().until(() -> IngestFixture.counter(ingest, "launchlog.ingest.retries") > 0);
        block(false);

        awaitTexts(70);
    }

    @Test
    void of_two_contents_of_an_identity_in_the_new_topic_the_first_one_stays() throws Exception {
        ConfigurableApplicationContext ingest = fixture.startIngest();
        send(0, 20);
        eventually().until(() -> fixture.texts().size() == 20);
        block(true);
        send(20, 25);
        eventually().until(() -> IngestFixture.counter(ingest, "launchlog.ingest.retries") > 0);
        fixture.makeTopicAgain(4);
        send("twin", 25);
        send(26, 50);
        // Its place is behind where the consumer is, that of the first one is in front.
        RecordMetadata second = send("twin", 50);
        block(false);

        awaitTexts(50);
        assertThat(fixture.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(header(letter, DeadLetterHeaders.REASON)).isEqualTo("conflict");
            assertThat(header(letter, DeadLetterHeaders.ORIGINAL_OFFSET)).isEqualTo("" + second.offset());
        });
    }

    @Test
    void a_letter_names_no_topic_that_its_record_was_not_in() throws Exception {
        fixture.startIngest();
        send(0, 20);
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());
        String before = fixture.topicId();
        fixture.makeTopicAgain(4);
        byte[] poison = "no event".getBytes(StandardCharsets.UTF_8);
        fixture.send(List.of(new ProducerRecord<>(fixture.topic(), null, poison)));
        send(20, 40);

        awaitTexts(40);
        String after = fixture.topicId();
        eventually()
                .untilAsserted(() -> assertThat(namedTopics()).contains(after).doesNotContain(before));
    }

    @Test
    void a_new_topic_that_ends_where_the_old_one_ended_is_read() throws Exception {
        fixture.startIngest("spring.kafka.listener.idle-event-interval=1s");
        send(0, 20);
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());

        fixture.makeTopicAgain(4);
        send(20, 40);

        awaitTexts(40);
    }

    @Test
    void an_offset_that_was_committed_for_an_earlier_topic_is_not_gone_on_from() throws Exception {
        fixture.startIngest().close();
        RecordMetadata first = send(0, 10);
        commit(first, 5, Uuid.randomUuid().toString());

        fixture.startIngest();

        eventually().until(() -> fixture.texts().size() == 10);
    }

    @Test
    void an_offset_that_was_committed_without_a_topic_is_gone_on_from() throws Exception {
        fixture.startIngest().close();
        RecordMetadata first = send(0, 10);
        commit(first, 5, "");

        fixture.startIngest();

        eventually().until(() -> fixture.texts().size() == 5);
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());
        assertThat(fixture.texts()).first().isEqualTo("event 5");
    }

    private void awaitTexts(int count) {
        eventually()
                .untilAsserted(() -> assertThat(fixture.texts())
                        .containsExactlyElementsOf(IntStream.range(0, count)
                                .mapToObj(i -> "event " + i)
                                .toList()));
    }

    private List<String> namedTopics() {
        return fixture.deadLetters().stream()
                .map(letter -> header(letter, DeadLetterHeaders.ORIGINAL_TOPIC_ID))
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private RecordMetadata send(String id, int number) throws Exception {
        return fixture.send(
                fixture.event(id, "event " + number).occurTime(NOW + number).build());
    }

    private RecordMetadata send(int from, int to) throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = IntStream.range(from, to)
                .mapToObj(i -> fixture.encode(
                        fixture.event("event " + i).occurTime(NOW + i).build()))
                .toList();
        return fixture.send(records).getFirst();
    }

    private void commit(RecordMetadata there, long offset, String metadata) throws Exception {
        try (Admin admin = IngestFixture.admin()) {
            admin.alterConsumerGroupOffsets(
                            fixture.topic(),
                            Map.of(
                                    new TopicPartition(there.topic(), there.partition()),
                                    new OffsetAndMetadata(offset, metadata)))
                    .all()
                    .get();
        }
    }

    private static void block(boolean blocked) {
        IngestFixture.elasticsearch(
                "PUT",
                "/launchlog-events-g1-" + BucketSize.MONTH.bucketOf(NOW) + "/_settings",
                "{\"index.blocks.write\": " + blocked + "}");
    }
}
