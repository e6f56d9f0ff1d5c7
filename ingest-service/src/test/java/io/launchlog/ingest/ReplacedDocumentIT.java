package io.launchlog.ingest;

import static io.launchlog.ingest.IngestFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.index.BucketSize;
import io.launchlog.model.index.EventDocument;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import io.launchlog.model.wire.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Events whose id a document has that somebody else has put there: they must not hold their partition up for ever. */
class ReplacedDocumentIT {

    private static final long NOW = System.currentTimeMillis();
    private static final IndexNames NAMES = new IndexNames(Generation.FIRST, BucketSize.MONTH);

    private IngestFixture fixture;
    private ConfigurableApplicationContext ingest;

    @BeforeEach
    void open() {
        fixture = new IngestFixture();
        ingest = fixture.startIngest();
    }

    @AfterEach
    void close() {
        fixture.close();
        // What the tests leave there is nothing that others should meet.
        IngestFixture.deleteIndices();
    }

    @Test
    void a_document_without_its_fingerprint_is_decided_by_what_it_says() throws Exception {
        ServiceEvent first = event("id", "first");
        store(first);
        ObjectNode source = source(first);
        source.remove("fingerprint");
        replace(first, source);

        send(first, event("id", "second"), event("other", "behind"));

        assertThat(IngestFixture.counter(ingest, "launchlog.ingest.duplicates")).isEqualTo(1);
        assertThat(conflicts()).singleElement().asString().contains("an earlier event with other content");
        eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("first", "behind"));
    }

    @Test
    void so_it_is_in_the_bucket_of_another_time() throws Exception {
        ServiceEvent first = twoMonthsBefore("id", "first");
        store(first);
        ObjectNode source = source(first);
        source.remove("fingerprint");
        replace(first, source);

        send(event("id", "second"), event("other", "behind"));

        assertThat(conflicts()).singleElement().asString().contains("an earlier event with other content");
        eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("first", "behind"));
    }

    @Test
    void what_is_no_event_of_the_identity_is_in_nobodys_way_in_another_bucket() throws Exception {
        ServiceEvent first = twoMonthsBefore("id", "first");
        store(first);
        ObjectNode ofAnotherIdentity = source(first);
        ofAnotherIdentity.put("id", "d").remove("fingerprint");
        replace(first, ofAnotherIdentity);

        send(event("id", "second"));

        assertThat(conflicts()).isEmpty();
        eventually().untilAsserted(() -> assertThat(fixture.texts()).contains("second"));
    }

    @Test
    void a_document_that_is_not_that_event_at_all_is_a_conflict_that_says_so() throws Exception {
        List<ServiceEvent> events = List.of(event("a", "first"), event("b", "first"), event("c", "first"));
        store(events.toArray(ServiceEvent[]::new));
        ObjectNode ofAnotherIdentity = source(events.get(2));
        ofAnotherIdentity.put("id", "d").remove("fingerprint");
        replace(events.get(0), ofAnotherIdentity.objectNode());
        replace(events.get(1), ofAnotherIdentity.objectNode().put("fingerprint", 1));
        replace(events.get(2), ofAnotherIdentity);

        send(events.toArray(ServiceEvent[]::new));
        send(event("e", "behind"));

        assertThat(conflicts())
                .hasSize(3)
                .allSatisfy(detail -> assertThat(detail).contains("is not an event of this identity"));
        eventually().untilAsserted(() -> assertThat(fixture.texts()).contains("behind"));
    }

    private ServiceEvent event(String id, String text) {
        return fixture.event(id, text).occurTime(NOW).build();
    }

    private ServiceEvent twoMonthsBefore(String id, String text) {
        return fixture.event(id, text)
                .occurTime(NOW - Duration.ofDays(62).toMillis())
                .build();
    }

    private void store(ServiceEvent... events) throws Exception {
        send(events);
        eventually().untilAsserted(() -> assertThat(fixture.texts()).hasSize(events.length));
    }

    private void send(ServiceEvent... events) throws Exception {
        for (ServiceEvent event : events) {
            fixture.send(event);
        }
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isZero());
    }

    private ObjectNode source(ServiceEvent event) {
        JsonNode document = IngestFixture.elasticsearch("GET", path(event), "");
        return (ObjectNode) document.path("_source");
    }

    private void replace(ServiceEvent event, ObjectNode source) {
        assertThat(IngestFixture.elasticsearch("PUT", path(event) + "&refresh=true", source.toString())
                        .path("result")
                        .asString())
                .isEqualTo("updated");
    }

    private static String path(ServiceEvent event) {
        EventDocument document = EventDocument.of(event);
        return "/" + NAMES.eventsAt(event.occurTime()) + "/_doc/"
                + document.id().text() + "?routing=" + document.routing().replace("/", "%2F");
    }

    /** The details of the dead letters; all of them are conflicts. */
    private List<String> conflicts() {
        List<ConsumerRecord<byte[], byte[]>> letters = fixture.deadLetters();
        assertThat(letters)
                .allSatisfy(letter ->
                        assertThat(text(letter, DeadLetterHeaders.REASON)).isEqualTo("conflict"));
        return letters.stream()
                .map(letter -> text(letter, DeadLetterHeaders.DETAIL))
                .toList();
    }

    private static String text(ConsumerRecord<?, ?> letter, String header) {
        return new String(letter.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }
}
