package io.launchlog.ingest.retention;

import static io.launchlog.ingest.IngestFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.ingest.IngestFixture;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.model.index.BucketSize;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import io.launchlog.model.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** What retention drops and what it keeps; events are kept for 10 days here, in buckets of a day. */
class RetentionIT {

    private static final IndexNames NAMES = new IndexNames(Generation.FIRST, BucketSize.DAY);
    private static final String DROPPED = "launchlog.ingest.retention.buckets";

    private final long now = System.currentTimeMillis();
    private IngestFixture fixture;

    @BeforeEach
    void open() {
        MovedClock.AHEAD.set(Duration.ZERO);
        fixture = new IngestFixture();
    }

    @AfterEach
    void close() {
        MovedClock.AHEAD.set(Duration.ZERO);
        fixture.close();
    }

    @Test
    void drops_a_bucket_when_all_of_it_has_expired_and_lets_the_service_begin_later() throws Exception {
        ConfigurableApplicationContext ingest = start("100ms");
        fixture.send(fixture.event("old").occurTime(daysAgo(9)).build());
        fixture.send(fixture.event("young").occurTime(now).build());
        eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("old", "young"));
        eventually()
                .untilAsserted(() -> assertThat(
                                fixture.serviceDocument().path("last_seen").asLong())
                        .isEqualTo(now));
        assertThat(fixture.serviceDocument().path("first_seen").asLong()).isEqualTo(daysAgo(9));

        MovedClock.AHEAD.set(Duration.ofDays(2));

        eventually()
                .untilAsserted(
                        () -> assertThat(exists(NAMES.eventsAt(daysAgo(9)))).isFalse());
        assertThat(fixture.texts()).containsExactly("young");
        eventually()
                .untilAsserted(() -> assertThat(
                                fixture.serviceDocument().path("first_seen").asLong())
                        .isEqualTo(now));
        assertThat(IngestFixture.counter(ingest, DROPPED)).isPositive();

        // Stored between the oldest event that is left and the one that is gone: the cached document must not hide it.
        fixture.send(fixture.event("late").occurTime(daysAgo(5)).build());
        eventually()
                .untilAsserted(() -> assertThat(
                                fixture.serviceDocument().path("first_seen").asLong())
                        .isEqualTo(daysAgo(5)));
    }

    @Test
    void deletes_a_service_whose_events_are_all_gone_and_makes_it_again_with_its_next_event() throws Exception {
        ConfigurableApplicationContext ingest = start("100ms");
        fixture.send(fixture.event("old").occurTime(daysAgo(9)).build());
        eventually()
                .untilAsserted(() -> assertThat(fixture.serviceDocument().has("service_name"))
                        .isTrue());

        MovedClock.AHEAD.set(Duration.ofDays(2));

        eventually()
                .untilAsserted(() ->
                        assertThat(fixture.serviceDocument().isMissingNode()).isTrue());
        assertThat(fixture.texts()).isEmpty();
        eventually()
                .untilAsserted(() -> assertThat(IngestFixture.counter(ingest, "launchlog.ingest.retention.services"))
                        .isPositive());

        fixture.send(fixture.event("new").occurTime(now).build());
        eventually()
                .untilAsserted(() -> assertThat(
                                fixture.serviceDocument().path("first_seen").asLong())
                        .isEqualTo(now));
        eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("new"));
    }

    @Test
    void an_event_of_a_dropped_bucket_that_comes_late_goes_at_the_next_check() throws Exception {
        start("100ms");
        MovedClock.AHEAD.set(Duration.ofDays(2));

        fixture.send(fixture.event("too late").occurTime(daysAgo(9)).build());
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());

        eventually()
                .untilAsserted(
                        () -> assertThat(exists(NAMES.eventsAt(daysAgo(9)))).isFalse());
        eventually()
                .untilAsserted(() ->
                        assertThat(fixture.serviceDocument().isMissingNode()).isTrue());
        assertThat(fixture.deadLetters()).isEmpty();
    }

    @Test
    void keeps_what_has_a_younger_event_or_cannot_be_asked() throws Exception {
        // Nothing has expired yet, so that the check at the start does not meet an index that is still empty.
        MovedClock.AHEAD.set(Duration.ofDays(-30));
        ConfigurableApplicationContext ingest = start("1h");
        awaitTemplates();
        String expired = NAMES.eventsAt(daysAgo(20));
        String younger = NAMES.eventsAt(daysAgo(21));
        String untimed = NAMES.eventsAt(daysAgo(22));
        String closed = NAMES.eventsAt(daysAgo(23));
        String copy = "launchlog-events-g1-copy";
        put(expired, "{\"occur_time\": " + daysAgo(20) + "}");
        put(younger, "{\"occur_time\": " + daysAgo(9) + "}");
        put(untimed, "{\"event_info\": \"without a time\"}");
        put(closed, "{\"occur_time\": " + daysAgo(23) + "}");
        put(copy, "{\"occur_time\": " + daysAgo(20) + "}");
        IngestFixture.elasticsearch("POST", "/" + closed + "/_close", "");
        MovedClock.AHEAD.set(Duration.ZERO);
        try {
            ingest.getBean(ExpiredBuckets.class).drop(NAMES);

            assertThat(exists(expired)).isFalse();
            assertThat(List.of(younger, untimed, closed, copy))
                    .allSatisfy(index -> assertThat(exists(index)).isTrue());
        } finally {
            IngestFixture.elasticsearch(
                    "DELETE",
                    "/" + String.join(",", younger, untimed, closed, copy)
                            + "?ignore_unavailable=true&expand_wildcards=all",
                    "");
        }
    }

    @Test
    void of_two_instances_one_drops_each_bucket_once() throws Exception {
        // What other tests have left would be dropped and counted, too.
        IngestFixture.deleteIndices();
        List<ConfigurableApplicationContext> instances = List.of(start("100ms"), start("100ms"));
        awaitTemplates();
        eventually().untilAsserted(() -> assertThat(withTurn(instances)).hasSize(1));

        // An index is gone a little before it is counted.
        awaitDropped(create(IntStream.range(20, 25)));
        eventually().untilAsserted(() -> assertThat(dropped(instances)).isEqualTo(5));

        // In a later check: one that had counted any of the others twice is over by then.
        awaitDropped(create(IntStream.of(30)));
        eventually().untilAsserted(() -> assertThat(dropped(instances)).isEqualTo(6));
    }

    @Test
    void it_is_harmless_when_two_instances_drop_at_the_same_time() throws Exception {
        List<ExpiredBuckets> both = Stream.of(start("1h"), start("1h"))
                .map(instance -> instance.getBean(ExpiredBuckets.class))
                .toList();
        awaitTemplates();
        List<String> indices = create(IntStream.range(20, 25));

        CountDownLatch together = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> drops = both.stream()
                    .<Future<?>>map(buckets -> threads.submit(() -> {
                        together.await();
                        // What the other one deletes meanwhile may not answer; the next check asks again.
                        eventually()
                                .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
                                .until(() -> {
                                    buckets.drop(NAMES);
                                    return true;
                                });
                        return null;
                    }))
                    .toList();
            together.countDown();
            for (Future<?> drop : drops) {
                drop.get();
            }
        }

        assertThat(indices).allSatisfy(index -> assertThat(exists(index)).isFalse());
    }

    @Test
    void one_instance_has_the_turn_and_another_takes_it_over() {
        List<ConfigurableApplicationContext> instances = List.of(start("1h"), start("1h"));
        eventually().untilAsserted(() -> assertThat(withTurn(instances)).hasSize(1));

        ConfigurableApplicationContext first = withTurn(instances).getFirst();
        first.close();

        eventually()
                .untilAsserted(() -> assertThat(withTurn(instances.stream()
                                .filter(instance -> instance != first)
                                .toList()))
                        .hasSize(1));
    }

    @Test
    void tries_again_when_elasticsearch_was_away() throws Exception {
        ConfigurableApplicationContext ingest = start("100ms");
        fixture.send(fixture.event("old").occurTime(daysAgo(9)).build());
        eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("old"));
        IngestFixture.stopElasticsearch();
        try {
            MovedClock.AHEAD.set(Duration.ofDays(2));
            eventually()
                    .untilAsserted(
                            () -> assertThat(IngestFixture.counter(ingest, "launchlog.ingest.retention.failures"))
                                    .isPositive());
        } finally {
            IngestFixture.startElasticsearch();
        }

        eventually()
                .untilAsserted(
                        () -> assertThat(exists(NAMES.eventsAt(daysAgo(9)))).isFalse());
        eventually()
                .untilAsserted(() ->
                        assertThat(fixture.serviceDocument().isMissingNode()).isTrue());
    }

    @Test
    void the_topics_that_ingest_makes_keep_records_as_long_as_the_index_has_to() throws Exception {
        start("1h");
        List<ConfigResource> topics = Stream.of(fixture.topic(), Topics.deadLettersOf(fixture.topic()))
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        try (Admin admin = IngestFixture.admin()) {
            assertThat(admin.describeConfigs(topics).all().get().values())
                    .hasSize(2)
                    .allSatisfy(config -> assertThat(config.get("retention.ms").value())
                            .isEqualTo(Long.toString(Duration.ofDays(11).toMillis())));
        }
    }

    private ConfigurableApplicationContext start(String interval) {
        return fixture.startIngest(
                MovedClock.class,
                "launchlog.retention=10d",
                "launchlog.retention-check-interval=" + interval,
                "launchlog.index.bucket=day");
    }

    private long daysAgo(int days) {
        return now - Duration.ofDays(days).toMillis();
    }

    private static List<ConfigurableApplicationContext> withTurn(List<ConfigurableApplicationContext> instances) {
        return instances.stream()
                .filter(instance -> instance.getBean(Turn.class).isHere())
                .toList();
    }

    private List<String> create(IntStream daysAgo) {
        List<String> indices =
                daysAgo.mapToObj(days -> NAMES.eventsAt(daysAgo(days))).toList();
        indices.forEach(index -> IngestFixture.elasticsearch("PUT", "/" + index, ""));
        return indices;
    }

    private static void awaitDropped(List<String> indices) {
        eventually()
                .untilAsserted(() -> assertThat(indices)
                        .allSatisfy(index -> assertThat(exists(index)).isFalse()));
    }

    private static double dropped(List<ConfigurableApplicationContext> instances) {
        return instances.stream()
                .mapToDouble(instance -> IngestFixture.counter(instance, DROPPED))
                .sum();
    }

    private static void put(String index, String source) {
        JsonNode answer = IngestFixture.elasticsearch("POST", "/" + index + "/_doc?routing=any&refresh=true", source);
        assertThat(answer.path("result").asString("")).as(answer.toString()).isEqualTo("created");
    }

    private static boolean exists(String index) {
        return IngestFixture.elasticsearch("GET", "/_resolve/index/" + index + "*?expand_wildcards=all", "")
                .toString()
                .contains("\"" + index + "\"");
    }

    private static void awaitTemplates() {
        eventually()
                .until(() -> IngestFixture.elasticsearch("GET", "/_index_template/launchlog-events-g1", "")
                        .has("index_templates"));
    }
}
