package io.launchlog.ingest.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.launchlog.ingest.IngestFixture;
import io.launchlog.model.index.BucketSize;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What becomes of indices, templates and aliases while events arrive. */
class EventBucketsIT {

    private static final long DAY = Duration.ofDays(1).toMillis();

    private IngestFixture fixture;

    @BeforeEach
    void open() {
        IngestFixture.deleteIndices();
        fixture = new IngestFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
        IngestFixture.deleteIndices();
    }

    @Test
    void no_reader_is_refused_while_buckets_are_made() throws Exception {
        fixture.startIngest("launchlog.index.bucket=day");
        store(0);
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Set<String>> refusals = threads.submit(() -> {
                Set<String> seen = new TreeSet<>();
                while (!over.get()) {
                    JsonNode answer = search();
                    if (!answer.path("error").isMissingNode()) {
                        seen.add(answer.path("error").path("type").asString());
                    }
                }
                return seen;
            });
            for (int day = 1; day <= 15; day++) {
                store(day);
            }
            over.set(true);
            assertThat(refusals.get()).isEmpty();
        }
        assertThat(search().at("/hits/total/value").asInt()).isEqualTo(16);
    }

    @Test
    void an_alias_that_was_deleted_is_back_with_the_next_event() throws Exception {
        fixture.startIngest();
        store(0);
        for (String alias : List.of("launchlog-events", "launchlog-services")) {
            IngestFixture.elasticsearch("DELETE", "/_all/_alias/" + alias, "");

            store(0);

            assertThat(fixture.documents()).as(alias).isNotEmpty();
            assertThat(fixture.serviceDocument().isMissingNode()).as(alias).isFalse();
        }
        assertThat(fixture.documents()).hasSize(3);
    }

    @Test
    void templates_that_were_deleted_are_back_with_the_next_index() throws Exception {
        fixture.startIngest();
        store(0);
        IngestFixture.elasticsearch("DELETE", "/_index_template/launchlog-*", "");

        store(70);

        String bucket = BucketSize.MONTH.bucketOf(System.currentTimeMillis() - 70 * DAY);
        assertThat(mapping("launchlog-events-g1-" + bucket))
                .isEqualTo(mapping("launchlog-events-g1-" + BucketSize.MONTH.bucketOf(System.currentTimeMillis())));
    }

    @Test
    void services_that_were_deleted_are_back_with_the_next_event() throws Exception {
        fixture.startIngest();
        store(0);
        JsonNode before = mapping("launchlog-services-g1");
        IngestFixture.elasticsearch("DELETE", "/launchlog-services-g1", "");
        IngestFixture.elasticsearch("DELETE", "/_index_template/launchlog-*", "");

        store(0);

        await().until(() -> !fixture.serviceDocument().isMissingNode());
        assertThat(mapping("launchlog-services-g1")).isEqualTo(before);
    }

    @Test
    void a_copy_of_an_index_is_not_read_beside_it() throws Exception {
        fixture.startIngest();
        store(0);
        IngestFixture.elasticsearch("PUT", "/launchlog-events-g1-copy", "");
        fixture.copyDocumentsTo("/launchlog-events-g1-copy");

        store(70);

        assertThat(fixture.documents()).hasSize(2);
    }

    private static JsonNode mapping(String index) {
        return IngestFixture.elasticsearch("GET", "/" + index + "/_mapping", "")
                .path(index)
                .path("mappings");
    }

    /** Stores one event that is so many days old, and waits until it can be found. */
    private void store(int day) throws Exception {
        String text = UUID.randomUUID().toString();
        fixture.send(fixture.event(text)
                .occurTime(System.currentTimeMillis() - day * DAY)
                .build());
        await().until(() -> fixture.texts().contains(text));
    }

    private static JsonNode search() {
        return IngestFixture.elasticsearch(
                "POST",
                "/launchlog-events/_search?allow_partial_search_results=false",
                "{\"size\": 0, \"track_total_hits\": true}");
    }
}
