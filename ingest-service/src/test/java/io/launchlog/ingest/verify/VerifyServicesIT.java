package io.launchlog.ingest.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.ingest.ElasticsearchInBetween;
import io.launchlog.ingest.IngestFixture;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Services that differ while ingest runs, which may just be writing them. */
class VerifyServicesIT extends VerifyScenario {

    @Test
    void services_that_stay_wrong_are_looked_at_again_together() throws Exception {
        sendAndAwait(events(3));
        String own = fixture.service().serviceId();
        JsonNode stored = IngestFixture.elasticsearch("GET", serviceDocument(own), "");
        for (String ghost : List.of("ghost-1", "ghost-2", "ghost-3")) {
            IngestFixture.elasticsearch(
                    "PUT", serviceDocument(ghost), source(stored).replace(own, ghost));
        }
        AtomicInteger refreshed = new AtomicInteger();
        try (ElasticsearchInBetween between = new ElasticsearchInBetween((path, node) -> {
            if (path.equals("/launchlog-events/_refresh")) {
                refreshed.incrementAndGet();
            }
            return node.ask();
        })) {
            // Beside that ingest which runs.
            ingest = fixture.startIngest(between.property(), "launchlog.consume.enabled=false");

            Outcome found = verify();

            assertThat(found.found("services_unexpected")).as(found.text()).isEqualTo(3);
            assertThat(found.exitCode()).isEqualTo(1);
            // To hold the index, to begin with the services, and once for each of nine times for all three.
            assertThat(refreshed).hasValue(11);
        }
    }
}
