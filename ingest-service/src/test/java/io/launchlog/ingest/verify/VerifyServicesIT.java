package io.launchlog.ingest.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.ingest.ElasticsearchInBetween;
import io.launchlog.ingest.IngestFixture;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.index.EventDocument;
import io.launchlog.model.index.ServiceDocument;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/** Services that differ while ingest runs, which may just be writing them. */
class VerifyServicesIT extends VerifyScenario {

    /** How often one that stays wrong is looked at, as long as ingest runs. */
    private static final int LOOKS = 10;

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

    @Test
    void a_service_that_goes_on_meanwhile_is_mended_to_what_it_is_then() throws Exception {
        sendAndAwait(events(3));
        String document = serviceDocument(fixture.service().serviceId());
        IngestFixture.elasticsearch("DELETE", document, "");
        ServiceEvent later =
                fixture.event("later").serviceName("renamed").occurTime(NOW).build();
        AtomicInteger looks = new AtomicInteger();
        try (ElasticsearchInBetween between = new ElasticsearchInBetween((path, node) -> {
            if (path.equals("/_mget") && looks.incrementAndGet() == LOOKS / 2) {
                goOn(later, document);
            }
            return node.ask();
        })) {
            // Beside that ingest which runs.
            ingest = fixture.startIngest(between.property(), "launchlog.consume.enabled=false");

            Outcome found = verify("--repair");

            assertThat(found.mended("services_divergent")).as(found.text()).isEqualTo(1);
            assertThat(looks).hasValueGreaterThan(LOOKS / 2);
            JsonNode now = IngestFixture.elasticsearch("GET", document, "").path("_source");
            assertThat(now.path("service_name").asString()).isEqualTo("renamed");
            assertThat(now.path("last_seen").asLong()).isEqualTo(NOW);
            assertThat(now.path("first_seen").asLong()).isEqualTo(NOW - 1000);
        }
    }

    /** As ingest does when the service has no document: this one knows of the later event alone. */
    private void goOn(ServiceEvent later, String document) {
        try {
            sendAndAwait(List.of(later));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        StringWriter source = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), source)) {
            ServiceDocument.of(EventDocument.of(later)).writeSource(json);
        }
        IngestFixture.elasticsearch("PUT", document, source.toString());
    }
}
