package io.launchlog.ingest.rebuild;

import static io.launchlog.ingest.IngestFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.ingest.IngestFixture;
import io.launchlog.ingest.Repeated;
import io.launchlog.ingest.projection.IndexProperties;
import io.launchlog.ingest.projection.ProjectionSetup;
import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import io.launchlog.model.wire.DeadLetterHeaders;
import io.launchlog.model.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RebuildIT extends RebuildScenario {

    private static final long FORTY_DAYS = Duration.ofDays(40).toMillis();

    @Test
    void a_rebuilt_index_equals_the_live_one_and_is_read_in_its_place() throws Exception {
        sendOfEveryKind();
        var live = documents("launchlog-events-g1-*");
        var services = documents("launchlog-services-g1");
        assertThat(live).hasSize(52);
        assertThat(fixture.deadLetters()).hasSize(4);

        Outcome outcome = rebuild();

        assertThat(outcome.exitCode()).as(outcome.text() + outcome.progress()).isZero();
        assertThat(outcome.text()).endsWith("generation 2 is read; 1 is kept for --rollback\n");
        assertThat(documents("launchlog-events-g2-*")).isEqualTo(live);
        assertThat(documents("launchlog-events")).isEqualTo(live);
        assertThat(documents("launchlog-services")).isEqualTo(services);
        assertThat(behind("launchlog-services")).containsExactly("launchlog-services-g2");
        assertThat(behind("launchlog-events"))
                .hasSize(2)
                .allSatisfy(index -> assertThat(index).startsWith("launchlog-events-g2-"));
        assertThat(fixture.deadLetters()).hasSize(4);
    }

    @Test
    void both_generations_go_on_so_that_one_can_go_back_and_forth() throws Exception {
        fixture.send(fixture.event("before").build());
        assertThat(rebuild().exitCode()).isZero();

        fixture.send(fixture.event("after the swap").build());
        fixture.send(
                fixture.event("in a new bucket").occurTime(NOW - FORTY_DAYS).build());
        awaitIngest();
        assertThat(documents("launchlog-events-g1-*")).hasSize(3).isEqualTo(documents("launchlog-events"));
        assertThat(documents("launchlog-services-g1")).isEqualTo(documents("launchlog-services"));

        Outcome back = rebuild("--rollback");
        assertThat(back.text()).isEqualTo("generation 1 is read; 2 is kept for --rollback\n");
        assertThat(behind("launchlog-services")).containsExactly("launchlog-services-g1");
        fixture.send(fixture.event("after going back").build());
        awaitIngest();
        assertThat(documents("launchlog-events-g2-*")).hasSize(4).isEqualTo(documents("launchlog-events"));

        assertThat(rebuild("--drop-previous").text()).isEqualTo("generation 1 is read\n");
        assertThat(exists("launchlog-services-g2")).isFalse();
        assertThat(exists("_index_template/launchlog-events-g2")).isFalse();
        assertThat(rebuild("--rollback"))
                .isEqualTo(new Outcome(1, "There is no previous generation to go back to: generation 1 is read", ""));

        // A number is never used again: what a batch under way may write of it would be taken for new.
        assertThat(rebuild().text()).endsWith("generation 3 is read; 1 is kept for --rollback\n");
        assertThat(documents("launchlog-events")).hasSize(4);
    }

    @Test
    void readers_see_every_event_once_while_events_flow() throws Exception {
        fixture.send(events(500, "before "));
        awaitIngest();
        AtomicInteger sent = new AtomicInteger();
        Set<String> seen = new HashSet<>();
        try (Repeated _ = new Repeated(() -> {
                    List<ProducerRecord<byte[], byte[]>> few = flowing(sent.get());
                    fixture.send(few);
                    sent.addAndGet(few.size());
                    // Ingest is not to be left behind, and no more is to come than one search finds.
                    eventually().until(() -> fixture.lag() < 100);
                });
                Repeated reading = new Repeated(() -> {
                    List<String> texts = fixture.texts();
                    assertThat(texts).doesNotHaveDuplicates();
                    seen.removeAll(Set.copyOf(texts));
                    assertThat(seen).as("were seen before").isEmpty();
                    seen.addAll(texts);
                })) {
            awaitFlow(reading);

            Outcome outcome = rebuild();
            assertThat(outcome.exitCode())
                    .as(outcome.text() + outcome.progress())
                    .isZero();
            awaitFlow(reading);

            Outcome back = rebuild("--rollback");
            assertThat(back.exitCode()).as(back.text()).isZero();
            awaitFlow(reading);
        }
        awaitIngest();
        assertThat(documents("launchlog-events-g1-*"))
                .hasSize(500 + sent.get())
                .isEqualTo(documents("launchlog-events-g2-*"));
        assertThat(IngestFixture.counter(ingest, "launchlog.ingest.following.refused"))
                .isZero();
    }

    /** The next few events, each younger than all before: a search has the oldest first, and these fall off its end. */
    private List<ProducerRecord<byte[], byte[]>> flowing(int from) {
        return IntStream.range(from, from + 5)
                .mapToObj(i ->
                        fixture.event("flowing " + i).occurTime(NOW - 500 + i).build())
                .map(fixture::encode)
                .toList();
    }

    /** Waits until readers find more events than now, and have looked once more since. */
    private void awaitFlow(Repeated reading) {
        int before = fixture.texts().size();
        eventually().until(() -> fixture.texts().size() > before);
        reading.awaitRounds(1);
    }

    @Test
    void a_rebuild_that_was_killed_goes_on() throws Exception {
        fixture.send(events(300, "event "));
        awaitIngest();
        // As a killed one leaves it: a part is there, and nobody has released the lease.
        IngestFixture.elasticsearch("PUT", "/launchlog-state/_doc/projection", """
                {"live": 1, "building": 2, "previous": null, "dropped": [], "swap": "cut off"}""");
        IngestFixture.elasticsearch("PUT", "/launchlog-state/_doc/lease", "{\"owner\": \"a killed one\"}");
        IndexNames names = ingest.getBean(IndexProperties.class).names(new Generation(2));
        ingest.getBean(ProjectionSetup.class).create(names);
        fixture.copyDocumentsTo("/" + names.eventsAt(NOW));

        Outcome outcome = rebuild();

        assertThat(outcome.exitCode()).as(outcome.text() + outcome.progress()).isZero();
        assertThat(outcome.progress()).contains("a killed one, has not ended", "Going on with generation 2");
        assertThat(documents("launchlog-events-g2-*")).hasSize(300).isEqualTo(documents("launchlog-events-g1-*"));
    }

    @Test
    void a_dead_letter_of_an_earlier_topic_of_that_name_leaves_nothing_out() throws Exception {
        RecordMetadata sent = fixture.send(fixture.event("event").build());
        awaitIngest();
        RecordHeaders headers = new RecordHeaders();
        Map.of(
                        DeadLetterHeaders.REASON, "conflict",
                        DeadLetterHeaders.ORIGINAL_TOPIC, fixture.topic(),
                        DeadLetterHeaders.ORIGINAL_TOPIC_ID, Uuid.randomUuid().toString(),
                        DeadLetterHeaders.ORIGINAL_PARTITION, Integer.toString(sent.partition()),
                        DeadLetterHeaders.ORIGINAL_OFFSET, Long.toString(sent.offset()))
                .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        fixture.send(List.of(new ProducerRecord<>(
                Topics.deadLettersOf(fixture.topic()), null, (byte[]) null, new byte[0], headers)));

        Outcome outcome = rebuild();

        assertThat(outcome.exitCode()).as(outcome.text() + outcome.progress()).isZero();
        assertThat(outcome.text()).as("what verifying had to add").doesNotContain("mended");
        assertThat(documents("launchlog-events-g2-*")).hasSize(1);
    }

    @Test
    void builds_nothing_for_a_group_in_which_nobody_has_committed_anything() throws Exception {
        fixture.send(fixture.event("one").build());
        awaitIngest();
        ingest = fixture.startIngest("spring.kafka.consumer.group-id=mistyped", "launchlog.consume.enabled=false");

        Outcome refused = rebuild();

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.text()).contains("mistyped");
        assertThat(rebuild("--status").text()).isEqualTo("generation 1 is read\n");
    }

    @Test
    void of_two_rebuilds_the_second_is_refused() throws Exception {
        awaitIngest();
        try (Lease first = Lease.acquire(ingest.getBean(ElasticsearchCalls.class), "the first one", _ -> {})) {
            Outcome second = rebuild();

            assertThat(second.exitCode()).isOne();
            assertThat(second.text())
                    .isEqualTo("Another rebuild is running, the first one; wait for its end, or stop it first");
            first.require();
        }
        assertThat(rebuild().exitCode()).isZero();
    }

    @Test
    void does_not_swap_to_fewer_events_unless_it_is_told_to() throws Exception {
        fixture.send(fixture.event("on the log").build());
        awaitIngest();
        IngestFixture.elasticsearch(
                "POST",
                "/" + behind("launchlog-events").getFirst() + "/_doc?routing=x&refresh=true",
                "{\"occur_time\": " + NOW + "}");

        Outcome refused = rebuild();
        assertThat(refused.exitCode()).isOne();
        assertThat(refused.text()).contains("the generation 2 has 1 events, the one that is read has 2");
        assertThat(behind("launchlog-services")).containsExactly("launchlog-services-g1");
        fixture.send(fixture.event("ingest goes on").build());
        awaitIngest();

        Outcome accepted = rebuild("--accept-fewer");
        assertThat(accepted.exitCode()).as(accepted.text()).isZero();
        assertThat(documents("launchlog-events")).hasSize(2);
    }

    @Test
    void what_was_begun_can_be_given_up() throws Exception {
        fixture.send(fixture.event("event").build());
        awaitIngest();
        IngestFixture.elasticsearch(
                "POST",
                "/" + behind("launchlog-events").getFirst() + "/_doc?routing=x&refresh=true",
                "{\"occur_time\": " + NOW + "}");
        assertThat(rebuild().exitCode()).isOne();

        assertThat(rebuild("--abort").text()).isEqualTo("generation 1 is read\n");

        assertThat(exists("launchlog-services-g2")).isFalse();
        assertThat(documents("launchlog-events")).hasSize(2);
    }

    private List<ProducerRecord<byte[], byte[]>> events(int count, String text) {
        return IntStream.range(0, count)
                .mapToObj(i -> fixture.event(text + i).occurTime(NOW - 1000 + i).build())
                .map(fixture::encode)
                .toList();
    }

    /** 52 events in two buckets, repetitions, three conflicts (one in another bucket), and one that is none. */
    private void sendOfEveryKind() throws Exception {
        fixture.send(events(50, "event "));
        ServiceEvent twice = fixture.event("twice", "sent twice").occurTime(NOW).build();
        ServiceEvent older = fixture.event("older", "in another bucket")
                .occurTime(NOW - FORTY_DAYS)
                .build();
        fixture.send(List.of(fixture.encode(twice), fixture.encode(older), fixture.encode(twice)));
        awaitIngest();
        fixture.send(fixture.event("twice", "other content").occurTime(NOW).build());
        fixture.send(
                fixture.event("twice", "sent twice").occurTime(NOW - FORTY_DAYS).build());
        // Without a key, in whichever partition: it came later all the same.
        ProducerRecord<byte[], byte[]> encoded = fixture.encode(
                fixture.event("older", "other content").occurTime(NOW).build());
        int other = fixture.send(older).partition() == 0 ? 1 : 0;
        fixture.send(
                List.of(new ProducerRecord<>(encoded.topic(), other, null, null, encoded.value(), encoded.headers())));
        fixture.send(List.of(new ProducerRecord<>(encoded.topic(), "no event".getBytes(StandardCharsets.UTF_8))));
        awaitIngest();
    }
}
