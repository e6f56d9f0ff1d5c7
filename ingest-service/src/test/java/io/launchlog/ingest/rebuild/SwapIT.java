package io.launchlog.ingest.rebuild;

import static io.launchlog.ingest.IngestFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.launchlog.ingest.ElasticsearchInBetween;
import io.launchlog.ingest.ElasticsearchInBetween.Answer;
import io.launchlog.ingest.IngestFixture;
import io.launchlog.ingest.Repeated;
import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.ingest.projection.EventBuckets;
import io.launchlog.ingest.projection.IndexProperties;
import io.launchlog.ingest.projection.ProjectionSetup;
import io.launchlog.ingest.projection.ReadAliases;
import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.index.EventDocument;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left when a swap is cut off, or meets somebody else. */
class SwapIT extends RebuildScenario {

    private static final long FORTY_DAYS = Duration.ofDays(40).toMillis();

    private IndexNames first;
    private IndexNames second;
    private ProjectionSetup projection;
    private ReadAliases aliases;

    @BeforeEach
    void begin() throws Exception {
        fixture.send(fixture.event("before").build());
        awaitIngest();
        first = ingest.getBean(IndexProperties.class).names(Generation.FIRST);
        second = ingest.getBean(IndexProperties.class).names(new Generation(2));
        projection = ingest.getBean(ProjectionSetup.class);
        aliases = ingest.getBean(ReadAliases.class);
        projection.create(second);
        fixture.copyDocumentsTo("/" + second.eventsAt(NOW));
    }

    @Test
    void a_swap_that_was_cut_off_in_front_of_the_move_leaves_what_was_read() throws Exception {
        cutOff();

        projection.abandon("cut off");

        fixture.send(fixture.event("new bucket").occurTime(NOW - FORTY_DAYS).build());
        awaitIngest();
        assertThat(documents("launchlog-events")).hasSize(2);
        assertThat(behind("launchlog-events")).hasSize(2).allMatch(index -> index.contains("-g1-"));
        assertThat(rebuild("--status").text()).isEqualTo("generation 1 is read; 2 is being built\n");
        assertThat(rebuild().exitCode()).isZero();
        assertThat(documents("launchlog-events")).hasSize(2);
    }

    @Test
    void a_swap_that_was_cut_off_behind_the_move_leaves_what_is_read_by_then() throws Exception {
        cutOff();
        aliases.move(first, second);

        projection.abandon("cut off");

        fixture.send(fixture.event("new bucket").occurTime(NOW - FORTY_DAYS).build());
        awaitIngest();
        assertThat(documents("launchlog-events")).hasSize(2);
        assertThat(behind("launchlog-events")).hasSize(2).allMatch(index -> index.contains("-g2-"));
        assertThat(rebuild("--status").text())
                .isEqualTo("generation 2 is read, though 1 is live: a swap was cut off; 2 is being built\n");
        assertThat(rebuild().text()).endsWith("generation 2 is read; 1 is kept for --rollback\n");
        assertThat(documents("launchlog-events")).hasSize(2);
    }

    @Test
    void giving_up_takes_readers_back_first() throws Exception {
        cutOff();
        aliases.move(first, second);

        assertThat(rebuild("--abort").text()).isEqualTo("generation 1 is read\n");

        assertThat(documents("launchlog-events")).hasSize(1);
        fixture.send(fixture.event("new bucket").occurTime(NOW - FORTY_DAYS).build());
        awaitIngest();
        assertThat(documents("launchlog-events")).hasSize(2);
    }

    @Test
    void one_generation_is_read_at_any_time_while_instances_start() throws Exception {
        try (Repeated starting = new Repeated(this::isMade);
                Repeated reading = new Repeated(() -> {
                    assertThat(behind("launchlog-services")).hasSize(1);
                    assertThat(behind("launchlog-events")).hasSize(1);
                })) {
            swapOften(starting, reading);
        }

        eventually().until(this::isMade);
        assertThat(behind("launchlog-events")).containsExactly(first.eventsAt(NOW));
    }

    @Test
    void buckets_that_are_made_while_it_changes_what_is_read_are_read_with_their_generation() throws Exception {
        EventBuckets buckets = ingest.getBean(EventBuckets.class);
        AtomicInteger months = new AtomicInteger();
        try (Repeated one = new Repeated(() -> isReady(buckets, first, document(months.incrementAndGet())));
                Repeated other = new Repeated(() -> isReady(buckets, second, document(months.incrementAndGet())))) {
            swapOften(one, other);
        }

        // As the next batch does.
        eventually().until(() -> isReady(buckets, first, document(0)) && isReady(buckets, second, document(0)));

        assertThat(behind("launchlog-services")).containsExactly("launchlog-services-g1");
        assertThat(behind("launchlog-events"))
                .hasSizeGreaterThan(1)
                .containsExactlyElementsOf(
                        IngestFixture.elasticsearch("GET", "/launchlog-events-g1-*/_alias", "").propertyNames().stream()
                                .sorted()
                                .toList());
    }

    private void swapOften(Repeated... meanwhile) {
        Swap swap = ingest.getBean(Swap.class);
        for (int i = 0; i < 6; i++) {
            swap.lead(first, second);
            swap.lead(second, first);
        }
        for (Repeated each : meanwhile) {
            each.awaitRounds(1);
        }
    }

    /** An event in so many months: retention would drop the index of an old one meanwhile. */
    private List<EventDocument> document(int months) {
        return List.of(EventDocument.of(fixture.event("event")
                .occurTime(NOW + months * Duration.ofDays(31).toMillis())
                .build()));
    }

    /** Not when the aliases move in the middle; a batch is tried again then. */
    private static boolean isReady(EventBuckets buckets, IndexNames names, List<EventDocument> documents) {
        try {
            return !buckets.toWrite(names, documents).open().isEmpty();
        } catch (StoreUnavailableException e) {
            return false;
        }
    }

    @Test
    void what_a_generation_does_not_take_that_became_live_within_a_batch_is_a_dead_letter() throws Exception {
        ServiceEvent event = fixture.event("event").occurTime(NOW).build();
        takeInSecond(event);
        String bucket = "/" + second.eventsAt(NOW);
        IngestFixture.elasticsearch("PUT", bucket + "/_settings", "{\"index.blocks.write\": true}");
        state("""
                {"live": 1, "building": 2, "previous": null, "dropped": [], "swap": null}""");
        fixture.send(event);
        eventually()
                .untilAsserted(() -> assertThat(IngestFixture.counter(ingest, "launchlog.ingest.retries"))
                        .isPositive());
        assertThat(documents("launchlog-events-g1-*")).hasSize(2);

        state("""
                {"live": 2, "building": null, "previous": 1, "dropped": [], "swap": null}""");
        IngestFixture.elasticsearch("PUT", bucket + "/_settings", "{\"index.blocks.write\": null}");

        awaitIngest();
        assertThat(fixture.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(new String(
                                letter.headers().lastHeader("launchlog-reason").value(), StandardCharsets.UTF_8))
                        .isEqualTo("conflict"));
        assertThat(IngestFixture.counter(ingest, "launchlog.ingest.following.refused"))
                .isEqualTo(1);
        assertThat(IngestFixture.counter(ingest, "launchlog.ingest.conflicts")).isEqualTo(1);
    }

    @Test
    void what_a_generation_does_not_take_that_became_live_within_an_attempt_is_a_dead_letter() throws Exception {
        ingest.close();
        ServiceEvent event = fixture.event("event").occurTime(NOW).build();
        takeInSecond(event);
        state("""
                {"live": 1, "building": 2, "previous": null, "dropped": [], "swap": null}""");
        fixture.send(event);
        AtomicBoolean swapped = new AtomicBoolean();
        try (ElasticsearchInBetween elasticsearch = new ElasticsearchInBetween((path, node) -> {
            Answer answer = node.ask();
            if (path.equals("/_bulk") && swapped.compareAndSet(false, true)) {
                state("""
                        {"live": 2, "building": null, "previous": 1, "dropped": [], "swap": null}""");
            }
            return answer;
        })) {
            ingest = fixture.startIngest(elasticsearch.property());
            awaitIngest();

            assertThat(fixture.deadLetters()).hasSize(1);
            assertThat(IngestFixture.counter(ingest, "launchlog.ingest.indexed"))
                    .isEqualTo(1);
            assertThat(IngestFixture.counter(ingest, "launchlog.ingest.conflicts"))
                    .isEqualTo(1);
            ingest.close();
        }
    }

    @Test
    void what_a_following_generation_does_not_take_is_counted_once_though_it_does_not_take_the_rest_yet()
            throws Exception {
        ServiceEvent event = fixture.event("event").occurTime(NOW).build();
        takeInSecond(event);
        String blocked = "/" + second.eventsAt(NOW - FORTY_DAYS);
        IngestFixture.elasticsearch("PUT", blocked, "{\"settings\": {\"index.blocks.write\": true}}");
        state("""
                {"live": 1, "building": 2, "previous": null, "dropped": [], "swap": null}""");
        fixture.send(List.of(
                fixture.encode(event),
                fixture.encode(
                        fixture.event("held up").occurTime(NOW - FORTY_DAYS).build())));
        eventually().until(() -> IngestFixture.counter(ingest, "launchlog.ingest.retries") > 2);

        IngestFixture.elasticsearch("PUT", blocked + "/_settings", "{\"index.blocks.write\": null}");

        awaitIngest();
        assertThat(IngestFixture.counter(ingest, "launchlog.ingest.following.refused"))
                .isEqualTo(1);
    }

    /** The second generation has another event with its identity. */
    private void takeInSecond(ServiceEvent event) {
        EventDocument document = EventDocument.of(event);
        IngestFixture.elasticsearch(
                "PUT",
                "/" + second.eventsAt(NOW) + "/_doc/" + document.id().text() + "?routing="
                        + document.routing().replace("/", "%2F"),
                "{\"occur_time\": " + NOW + ", \"fingerprint\": \"of other content\"}");
    }

    @Test
    void an_owner_that_was_replaced_stops_for_good() {
        try (Lease lease = Lease.acquire(ingest.getBean(ElasticsearchCalls.class), "the first one", _ -> {})) {
            lease.require();
            IngestFixture.elasticsearch("PUT", "/launchlog-state/_doc/lease", "{\"owner\": \"another one\"}");

            eventually()
                    .untilAsserted(() -> assertThatThrownBy(lease::require)
                            .isInstanceOf(OperationFailedException.class)
                            .hasMessageContaining("Another rebuild has taken over"));
        }
        assertThat(IngestFixture.elasticsearch("GET", "/launchlog-state/_doc/lease", "")
                        .at("/_source/owner")
                        .asString())
                .isEqualTo("another one");
    }

    /** Not when the aliases move in the middle; an instance that starts tries again then. */
    private boolean isMade() {
        try {
            return projection.create().live().equals(Generation.FIRST);
        } catch (StoreUnavailableException e) {
            return false;
        }
    }

    private static void cutOff() {
        state("""
                {"live": 1, "building": 2, "previous": null, "dropped": [], "swap": "cut off"}""");
    }

    private static void state(String generations) {
        IngestFixture.elasticsearch("PUT", "/launchlog-state/_doc/projection", generations);
    }
}
