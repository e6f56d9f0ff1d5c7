package io.launchlog.ingest;

import static io.launchlog.ingest.IngestFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.ServiceEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What an attempt has stored before Elasticsearch failed it is not sent again, and counts once. */
class PartlyStoredIT {

    private static final long NOW = System.currentTimeMillis();

    private IngestFixture fixture;

    @BeforeEach
    void open() {
        // In several months each identity would be looked for in the other ones, which are the same requests.
        IngestFixture.deleteIndices();
        fixture = new IngestFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void an_event_beside_one_whose_identity_is_taken_counts_once_when_what_is_stored_is_not_told() throws Exception {
        ServiceEvent before = fixture.event("before").occurTime(NOW).build();
        try (ConfigurableApplicationContext _ = fixture.startIngest()) {
            fixture.send(before);
            awaitCommitted();
        }
        ServiceEvent next = fixture.event("next").occurTime(NOW + 1).build();
        // Before it starts, so that both are in one batch.
        fixture.send(List.of(fixture.encode(before), fixture.encode(next)));

        assertCounts(refusing("/_mget", 1), 1, 1);
    }

    @Test
    void what_earlier_bulks_of_a_batch_have_stored_counts_once_when_a_later_one_fails() throws Exception {
        fixture.startIngest().close();
        fixture.send(IntStream.range(0, 50)
                .mapToObj(i -> fixture.encode(
                        fixture.event("event " + i).occurTime(NOW + i).build()))
                .toList());

        assertCounts(refusing("/_bulk", 3), 50, 0);
    }

    private void assertCounts(ElasticsearchInBetween.Say say, int indexed, int duplicates) throws Exception {
        try (ElasticsearchInBetween elasticsearch = new ElasticsearchInBetween(say)) {
            ConfigurableApplicationContext ingest =
                    fixture.startIngest(elasticsearch.property(), "launchlog.store.maximum-bulk-size=2KB");
            awaitCommitted();
            assertThat(IngestFixture.counter(ingest, "launchlog.ingest.retries"))
                    .isPositive();
            assertThat(IngestFixture.counter(ingest, "launchlog.ingest.indexed"))
                    .isEqualTo(indexed);
            assertThat(IngestFixture.counter(ingest, "launchlog.ingest.duplicates"))
                    .isEqualTo(duplicates);
            ingest.close();
        }
    }

    /** Fails the request with that number to that path. */
    private static ElasticsearchInBetween.Say refusing(String path, int number) {
        AtomicInteger asked = new AtomicInteger();
        return (to, node) ->
                to.equals(path) && asked.incrementAndGet() == number ? ElasticsearchInBetween.UNAVAILABLE : node.ask();
    }

    private void awaitCommitted() {
        eventually().until(() -> fixture.lag() == 0);
    }
}
