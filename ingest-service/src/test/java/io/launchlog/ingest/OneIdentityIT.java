package io.launchlog.ingest;

import static io.launchlog.ingest.IngestFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.index.BucketSize;
import io.launchlog.model.wire.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** One document per identity over all indices, whatever the occur times (invariants I3 and I4 of issue B). */
class OneIdentityIT {

    private static final long NOW = System.currentTimeMillis();
    private static final long TWO_MONTHS_AGO = NOW - Duration.ofDays(62).toMillis();

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
    void the_first_stays_when_the_same_identity_comes_with_the_time_of_a_later_bucket() throws Exception {
        fixture.startIngest();
        send(event("id", "first", TWO_MONTHS_AGO));
        awaitCommitted();

        send(event("id", "second", NOW));
        awaitCommitted();

        assertOnlyFirstIsStored();
    }

    @Test
    void the_first_stays_when_the_same_identity_comes_with_the_time_of_an_earlier_bucket() throws Exception {
        fixture.startIngest();
        send(event("id", "first", NOW));
        awaitCommitted();

        send(event("id", "second", TWO_MONTHS_AGO));
        awaitCommitted();

        assertOnlyFirstIsStored();
    }

    @Test
    void the_first_stays_when_both_come_in_one_batch() throws Exception {
        fixture.startIngest();
        sendAll(List.of(
                event("other", "before", TWO_MONTHS_AGO),
                event("id", "first", NOW),
                event("id", "second", TWO_MONTHS_AGO),
                event("last", "behind", NOW + 1)));
        awaitCommitted();

        eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("before", "first", "behind"));
        assertThat(conflicts()).isEqualTo(1);
    }

    @Test
    void a_batch_of_conflicts_and_good_events_in_several_bulks_keeps_each_where_it_belongs() throws Exception {
        List<ServiceEvent> first = new ArrayList<>();
        List<ServiceEvent> second = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            first.add(event("id-" + i, "first " + i, TWO_MONTHS_AGO + i));
            second.add(event("id-" + i, "second " + i, NOW + i));
            second.add(event("new-" + i, "new " + i, NOW + i));
        }
        fixture.startIngest("launchlog.store.maximum-bulk-size=2KB");
        sendAll(first);
        awaitCommitted();

        sendAll(second);
        awaitCommitted();

        eventually()
                .untilAsserted(() -> assertThat(fixture.texts())
                        .containsExactlyElementsOf(IntStream.range(0, 120)
                                .mapToObj(i -> i < 60 ? "first " + i : "new " + (i - 60))
                                .toList()));
        assertThat(conflicts()).isEqualTo(60);
    }

    @Test
    void a_copy_of_an_index_is_no_bucket() throws Exception {
        fixture.startIngest();
        send(event("a", "first", NOW));
        eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("first"));
        String copy = "/launchlog-events-g1-copy-" + fixture.service().serviceId();
        fixture.copyDocumentsTo(copy);
        try {
            send(event("a", "first", NOW));
            send(event("b", "next", NOW + 1));
            awaitCommitted();

            assertThat(conflicts()).isZero();
        } finally {
            IngestFixture.elasticsearch("DELETE", copy, "");
        }
    }

    @Test
    void what_belongs_into_a_month_that_somebody_has_closed_waits_until_it_is_open() throws Exception {
        fixture.startIngest();
        send(event("a", "first", TWO_MONTHS_AGO));
        awaitCommitted();
        String index = "/launchlog-events-g1-" + BucketSize.MONTH.bucketOf(TWO_MONTHS_AGO);
        IngestFixture.elasticsearch("POST", index + "/_close", "");
        try {
            sendAll(List.of(event("c", "of another one", NOW), event("b", "of the closed one", TWO_MONTHS_AGO + 1)));
            eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("of another one"));
        } finally {
            IngestFixture.elasticsearch("POST", index + "/_open", "");
        }

        awaitCommitted();
        eventually()
                .untilAsserted(() ->
                        assertThat(fixture.texts()).containsExactly("first", "of the closed one", "of another one"));
    }

    @Test
    void reading_the_log_again_decides_as_the_first_time() throws Exception {
        ConfigurableApplicationContext ingest = fixture.startIngest();
        sendAll(List.of(event("id", "first", TWO_MONTHS_AGO), event("id", "second", NOW), event("b", "good", NOW + 1)));
        awaitCommitted();
        ingest.close();

        ConfigurableApplicationContext again =
                fixture.startIngest("spring.kafka.consumer.group-id=" + fixture.topic() + ".again");

        eventually()
                .untilAsserted(() -> assertThat(IngestFixture.counter(again, "launchlog.ingest.duplicates"))
                        .isEqualTo(2));
        eventually().untilAsserted(() -> assertThat(conflicts()).isEqualTo(2));
        eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("first", "good"));
    }

    private ServiceEvent event(String id, String text, long occurTime) {
        return fixture.event(id, text).occurTime(occurTime).build();
    }

    private void send(ServiceEvent event) throws Exception {
        sendAll(List.of(event));
    }

    private void sendAll(List<ServiceEvent> events) throws Exception {
        List<ProducerRecord<byte[], byte[]>> records =
                events.stream().map(fixture::encode).toList();
        fixture.send(records);
    }

    private void awaitCommitted() {
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());
    }

    private void assertOnlyFirstIsStored() {
        eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("first"));
        assertThat(conflicts()).isEqualTo(1);
    }

    private long conflicts() {
        return fixture.deadLetters().stream()
                .filter(letter -> reason(letter).equals("conflict"))
                .count();
    }

    private static String reason(ConsumerRecord<byte[], byte[]> letter) {
        return new String(letter.headers().lastHeader(DeadLetterHeaders.REASON).value(), StandardCharsets.UTF_8);
    }
}
