package io.launchlog.ingest.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.launchlog.ingest.ElasticsearchInBetween;
import io.launchlog.ingest.ElasticsearchInBetween.Answer;
import io.launchlog.ingest.IngestFixture;
import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.model.event.ServiceEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What Elasticsearch says of some shards only is not taken for all that there is. */
class VerifyPartialAnswersIT extends VerifyScenario {

    private static final Answer INCOMPLETE = new Answer(
            200, "{\"_shards\": {\"total\": 2, \"successful\": 1, \"failed\": 1}}".getBytes(StandardCharsets.UTF_8));

    @Test
    void a_service_is_not_mended_by_what_only_some_of_its_events_say() throws Exception {
        ServiceEvent latest = storeEventsOfTwoMonthsAndForgeTheirService();
        AtomicBoolean away = new AtomicBoolean();
        try (ElasticsearchInBetween between = new ElasticsearchInBetween((path, node) -> {
            if (path.equals("/launchlog-events/_search") && !away.getAndSet(true)) {
                takeAway(indexOf(latest));
            }
            return node.ask();
        })) {
            readThrough(between);

            assertThatThrownBy(() -> repair(Duration.ZERO))
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessageContaining(fixture.service().path());
        }

        assertThat(away).isTrue();
        assertThat(fixture.serviceDocument().path("service_name").asString()).isEqualTo("forged");
    }

    @Test
    void services_are_not_compared_with_events_of_which_some_cannot_be_seen_yet() throws Exception {
        storeEventsOfTwoMonthsAndForgeTheirService();
        AtomicBoolean services = new AtomicBoolean();
        try (ElasticsearchInBetween between = new ElasticsearchInBetween((path, node) -> {
            services.compareAndSet(false, path.equals("/launchlog-services/_refresh"));
            return services.get() && path.equals("/launchlog-events/_refresh") ? INCOMPLETE : node.ask();
        })) {
            readThrough(between);

            assertThatThrownBy(() -> repair(Duration.ZERO))
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessageContaining("did not refresh launchlog-events");
        }

        assertThat(fixture.serviceDocument().path("service_name").asString()).isEqualTo("forged");
    }

    /** The later one. */
    private ServiceEvent storeEventsOfTwoMonthsAndForgeTheirService() throws Exception {
        ServiceEvent latest = fixture.event("of this month").occurTime(NOW).build();
        sendAndAwait(List.of(
                fixture.event("of an earlier month")
                        .serviceName("an earlier name")
                        .occurTime(NOW - Duration.ofDays(35).toMillis())
                        .build(),
                latest));
        String path = serviceDocument(fixture.service().serviceId());
        String stored =
                IngestFixture.elasticsearch("GET", path, "").path("_source").toString();
        IngestFixture.elasticsearch("PUT", path, stored.replace("the service", "forged"));
        return latest;
    }

    /** Without ingest, which would mend the service. */
    private void readThrough(ElasticsearchInBetween between) {
        ingest.close();
        ingest = fixture.startIngest(between.property(), "launchlog.consume.enabled=false");
    }

    /** As when the nodes that hold it are gone. */
    private static void takeAway(String index) {
        IngestFixture.elasticsearch("DELETE", "/" + index, "");
        IngestFixture.elasticsearch("PUT", "/" + index + "?wait_for_active_shards=0", """
                {"settings": {"index.routing.allocation.require._name": "no node"},
                 "aliases": {"launchlog-events": {}}}""");
    }
}
