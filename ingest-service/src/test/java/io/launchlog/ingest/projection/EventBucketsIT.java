package io.launchlog.ingest.projection;

import static io.launchlog.ingest.IngestFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.ingest.IngestFixture;
import io.launchlog.ingest.Repeated;
import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.index.BucketSize;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** What becomes of indices, templates and aliases while events arrive. */
class EventBucketsIT {

    private static final long DAY = Duration.ofDays(1).toMillis();

    private static final int DAYS = 6;

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
    void no_reader_is_refused_while_several_instances_make_buckets() throws Exception {
        for (int instance = 0; instance < 2; instance++) {
            fixture.startIngest("launchlog.index.bucket=day", "spring.kafka.listener.concurrency=2");
        }
        List<ServiceKey> services = IntStream.range(0, 8)
                .mapToObj(i -> new ServiceKey("project", UUID.randomUUID().toString()))
                .toList();
        storeAtOnce(services, 0, 0);
        try (Repeated searching = new Repeated(() -> {
            JsonNode refusal = search().path("error");
            assertThat(refusal.isMissingNode()).as(refusal.toString()).isTrue();
        })) {
            searching.awaitRounds(1);
            for (int day = 1; day <= DAYS; day++) {
                storeAtOnce(services, day, day * services.size());
            }
            searching.awaitRounds(1);
        }
    }

    /** Stores one event of each service, all at once and so many days old, and waits until they can be found. */
    private void storeAtOnce(List<ServiceKey> services, int day, int before) throws Exception {
        long time = System.currentTimeMillis() - day * DAY;
        fixture.send(services.stream()
                .map(service -> fixture.encode(ServiceEvent.builder(new EventIdentity("/test", "event " + day), service)
                        .serviceName("a service")
                        .eventInfo("an event")
                        .occurTime(time)
                        .build()))
                .toList());
        eventually().until(() -> search().at("/hits/total/value").asInt() == before + services.size());
    }

    @Test
    void an_index_that_does_not_start_is_kept_from_readers_until_it_does() throws Exception {
        ConfigurableApplicationContext ingest = fixture.startIngest();
        store(0);
        long time = System.currentTimeMillis() - 70 * DAY;
        String bucket = "launchlog-events-g1-" + BucketSize.MONTH.bucketOf(time);
        String nowhere = "index.routing.allocation.require._name";
        IngestFixture.elasticsearch(
                "PUT",
                "/" + bucket + "?wait_for_active_shards=0",
                "{\"settings\": {\"" + nowhere + "\": \"no such node\"}}");

        fixture.send(fixture.event("held up").occurTime(time).build());

        eventually().until(() -> IngestFixture.counter(ingest, "launchlog.ingest.retries") > 0);
        assertThat(search().path("error").isMissingNode()).isTrue();
        IngestFixture.elasticsearch("PUT", "/" + bucket + "/_settings", "{\"" + nowhere + "\": null}");
        eventually().until(() -> fixture.texts().contains("held up"));
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

        eventually().until(() -> !fixture.serviceDocument().isMissingNode());
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

    /** Stores one event that is so many days old, and waits until it can be found and its service is stored, too. */
    private void store(int day) throws Exception {
        String text = UUID.randomUUID().toString();
        fixture.send(fixture.event(text)
                .occurTime(System.currentTimeMillis() - day * DAY)
                .build());
        eventually().until(() -> fixture.texts().contains(text) && fixture.lag() == 0);
    }

    private static JsonNode search() {
        return IngestFixture.elasticsearch(
                "POST",
                "/launchlog-events/_search?allow_partial_search_results=false",
                "{\"size\": 0, \"track_total_hits\": true}");
    }
}
