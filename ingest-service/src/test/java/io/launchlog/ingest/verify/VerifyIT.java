package io.launchlog.ingest.verify;

import static io.launchlog.ingest.IngestFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.ingest.IngestFixture;
import io.launchlog.ingest.Repeated;
import io.launchlog.ingest.log.LogReader;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.index.BucketSize;
import io.launchlog.model.index.DocumentId;
import io.launchlog.model.wire.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every kind of damage is found, and mended, with a real broker and a real node. */
class VerifyIT extends VerifyScenario {

    @Test
    void nothing_differs_after_ingest_with_duplicates_conflicts_and_poison() throws Exception {
        List<ServiceEvent> events = events(50);
        ServiceEvent conflict = fixture.event(events.get(3).identity().id(), "other")
                .occurTime(NOW)
                .build();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        events.forEach(event -> records.add(fixture.encode(event)));
        records.add(fixture.encode(events.get(0)));
        records.add(fixture.encode(conflict));
        records.add(new ProducerRecord<>(fixture.topic(), new byte[] {1}, new byte[] {'{'}));
        fixture.send(records);
        awaitIngest();

        Outcome outcome = verify();

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.report().path("records").asLong()).isEqualTo(53);
        assertThat(outcome.report().path("logged").asLong()).isEqualTo(50);
        assertThat(outcome.report().path("repeated").asLong()).isEqualTo(1);
        assertThat(outcome.report().path("dead_lettered").asLong()).isEqualTo(2);
        assertThat(outcome.report().path("indexed").asLong()).isEqualTo(50);
        assertThat(outcome.report().path("matched").asLong()).isEqualTo(50);
        assertThat(outcome.report().path("services").asLong()).isEqualTo(1);
        assertThat(outcome.text()).contains("Nothing differs.").doesNotContain("text 3");
        assertThat(directory.toFile().list()).containsExactly("report.json");
    }

    @Test
    void finds_and_mends_a_deleted_a_changed_and_a_duplicated_document() throws Exception {
        makeMonthOfOthers();
        List<ServiceEvent> events = events(30);
        sendAndAwait(events);
        IngestFixture.elasticsearch("DELETE", document(events.get(29)), "");
        JsonNode changed = IngestFixture.elasticsearch("GET", document(events.get(5)), "");
        IngestFixture.elasticsearch(
                "PUT", document(events.get(5)), source(changed).replace("text 5", "text 6"));
        JsonNode copied = IngestFixture.elasticsearch("GET", document(events.get(7)), "");
        IngestFixture.elasticsearch("PUT", document(events.get(7), MONTH_OF_OTHERS), source(copied));

        Outcome found = verify();

        assertThat(found.exitCode()).as(found.text()).isEqualTo(1);
        assertThat(found.found("missing")).isEqualTo(1);
        assertThat(found.found("divergent")).isEqualTo(1);
        assertThat(found.found("duplicated")).isEqualTo(1);
        assertThat(found.found("unexpected")).isZero();
        assertThat(found.found("services_divergent")).isZero();
        assertThat(found.text())
                .contains(DocumentId.of(events.get(29).service(), events.get(29).identity())
                        .text())
                .contains(fixture.topic() + "-")
                .contains(MONTH_OF_OTHERS);

        Outcome mended = verify("--repair");

        assertThat(mended.exitCode()).as(mended.text()).isZero();
        assertThat(mended.mended("missing")).isEqualTo(1);
        assertThat(mended.mended("divergent")).isEqualTo(1);
        assertThat(mended.mended("duplicated")).isEqualTo(1);
        Outcome after = verify();
        assertThat(after.exitCode()).as(after.text()).isZero();
        assertThat(fixture.texts())
                .containsExactlyElementsOf(
                        events.stream().map(ServiceEvent::eventInfo).toList());
    }

    @Test
    void a_document_in_the_wrong_bucket_only_is_moved() throws Exception {
        makeMonthOfOthers();
        List<ServiceEvent> events = events(3);
        sendAndAwait(events);
        JsonNode moved = IngestFixture.elasticsearch("GET", document(events.get(1)), "");
        IngestFixture.elasticsearch("PUT", document(events.get(1), MONTH_OF_OTHERS), source(moved));
        IngestFixture.elasticsearch("DELETE", document(events.get(1)), "");

        Outcome mended = verify("--repair");

        assertThat(mended.exitCode()).as(mended.text()).isZero();
        assertThat(mended.mended("missing")).isEqualTo(1);
        assertThat(mended.mended("duplicated")).isEqualTo(1);
        assertThat(verify().exitCode()).isZero();
    }

    @Test
    void deletes_what_has_no_record_only_when_told_to() throws Exception {
        List<ServiceEvent> events = events(3);
        sendAndAwait(events);
        ServiceEvent stranger = fixture.event("of nobody").build();
        JsonNode model = IngestFixture.elasticsearch("GET", document(events.get(0)), "");
        IngestFixture.elasticsearch("PUT", document(stranger), source(model));
        IngestFixture.elasticsearch("PUT", "/" + indexOf(stranger) + "/_doc/strange?routing=a&refresh=true", "{}");

        Outcome found = verify("--repair");

        assertThat(found.exitCode()).as(found.text()).isEqualTo(1);
        assertThat(found.found("unexpected")).isEqualTo(2);
        assertThat(found.mended("unexpected")).isZero();

        Outcome mended = verify("--repair", "--delete-unexpected");

        assertThat(mended.exitCode()).as(mended.text()).isZero();
        assertThat(mended.mended("unexpected")).isEqualTo(2);
        assertThat(verify().exitCode()).isZero();
    }

    @Test
    void finds_and_mends_services_that_are_not_what_their_events_say() throws Exception {
        sendAndAwait(events(3));
        String path = "/launchlog-services-g1/_doc/" + fixture.service().path().replace("/", "%2F") + "?routing="
                + fixture.service().projectId() + "&refresh=true";
        JsonNode stored = IngestFixture.elasticsearch("GET", path, "");
        IngestFixture.elasticsearch("PUT", path, source(stored).replace("the service", "another name"));
        IngestFixture.elasticsearch(
                "PUT",
                "/launchlog-services-g1/_doc/project%2Fghost?routing=project&refresh=true",
                source(stored).replace(fixture.service().serviceId(), "ghost"));

        Outcome found = verify();

        assertThat(found.exitCode()).as(found.text()).isEqualTo(1);
        assertThat(found.found("services_divergent")).isEqualTo(1);
        assertThat(found.found("services_unexpected")).isEqualTo(1);

        Outcome mended = verify("--repair", "--delete-unexpected");

        assertThat(mended.exitCode()).as(mended.text()).isZero();
        assertThat(fixture.serviceDocument().path("service_name").asString()).isEqualTo("the service");
        IngestFixture.elasticsearch("DELETE", path, "");
        assertThat(verify().found("services_missing")).isEqualTo(1);
        assertThat(verify("--repair").exitCode()).isZero();
        assertThat(verify().exitCode()).isZero();
    }

    @Test
    void writes_dead_letters_that_are_missing() throws Exception {
        ServiceEvent first = fixture.event("id-1", "first").occurTime(NOW).build();
        ServiceEvent other = fixture.event("id-1", "second").occurTime(NOW).build();
        List<RecordMetadata> sent = fixture.send(List.of(
                fixture.encode(first),
                fixture.encode(other),
                new ProducerRecord<>(fixture.topic(), 0, new byte[] {1}, new byte[] {'{'})));
        awaitIngest();
        dropDeadLetters();

        // Nothing is left of them, and retention cannot have dropped any that is so young.
        Outcome found = verify();
        assertThat(found.exitCode()).as(found.text()).isEqualTo(1);
        assertThat(found.found("missing_dead_letters")).isEqualTo(2);
        assertThat(found.text())
                .contains(fixture.topic() + "-" + sent.get(1).partition() + "@"
                        + sent.get(1).offset());

        assertThat(verify("--repair").exitCode()).isZero();
        assertThat(fixture.deadLetters()).hasSize(2);
        assertThat(verify().exitCode()).isZero();
    }

    @Test
    void a_dead_letter_with_nothing_of_its_record_explains_it() throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.deadLettersOf(fixture.topic()));
        AlterConfigOp limit =
                new AlterConfigOp(new ConfigEntry("max.message.bytes", "10000"), AlterConfigOp.OpType.SET);
        try (Admin admin = IngestFixture.admin()) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(limit))).all().get();
        }
        fixture.send(List.of(new ProducerRecord<>(fixture.topic(), new byte[20_000], new byte[] {'{'})));
        awaitIngest();

        Outcome outcome = verify();

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.report().path("dead_lettered").asLong()).isEqualTo(1);
    }

    @Test
    void events_whose_month_retention_has_dropped_are_not_missing() throws Exception {
        long old = NOW - Duration.ofDays(80).toMillis();
        fixture.close();
        fixture = new IngestFixture();
        ingest = fixture.startIngest("launchlog.retention=100d");
        sendAndAwait(List.of(
                fixture.event("old").occurTime(old).build(),
                fixture.event("new").occurTime(NOW).build()));
        IngestFixture.elasticsearch("DELETE", "/launchlog-events-g1-" + BucketSize.MONTH.bucketOf(old), "");

        // Within the retention the index was lost, not dropped.
        Outcome lost = verify();
        assertThat(lost.found("missing")).as(lost.text()).isEqualTo(1);
    }

    @Test
    void may_run_while_ingest_runs() throws Exception {
        try (Repeated _ = new Repeated(() -> {
            fixture.send(IntStream.range(0, 50)
                    .mapToObj(i -> fixture.encode(fixture.event("busy " + i)
                            .occurTime(System.currentTimeMillis())
                            .build()))
                    .toList());
            // Ingest shares the machine: it is not to be left behind for good.
            eventually().until(() -> fixture.lag() < 200);
        })) {
            eventually().until(() -> fixture.documents().size() > 100);
            for (int i = 0; i < 2; i++) {
                Outcome outcome = verify();
                assertThat(outcome.exitCode()).as(outcome.text()).isZero();
                assertThat(outcome.report().path("logged").asLong()).isPositive();
            }
        }
    }

    @Test
    void compares_up_to_what_is_committed_when_ingest_does_not_run() throws Exception {
        sendAndAwait(events(5));
        ingest.close();
        fixture.send(fixture.event("nobody reads it").build());
        ingest = fixture.startIngest("launchlog.consume.enabled=false");

        Outcome outcome = verify();

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.report().path("pending").asLong()).isEqualTo(1);
        assertThat(outcome.report().path("matched").asLong()).isEqualTo(5);
    }

    @Test
    void looks_at_one_project_or_service_or_time_only() throws Exception {
        List<ServiceEvent> events = events(5);
        sendAndAwait(events);
        ServiceEvent old = fixture.event("old")
                .occurTime(NOW - Duration.ofDays(2).toMillis())
                .build();
        sendAndAwait(List.of(old));
        IngestFixture.elasticsearch("DELETE", document(old), "");

        assertThat(verify("--project", "other").exitCode()).isZero();
        assertThat(verify("--since", "1d").exitCode()).isZero();
        assertThat(verify("--since", "1d").report().path("logged").asLong()).isEqualTo(5);
        assertThat(verify("--since", "3d").found("missing")).isEqualTo(1);
        assertThat(verify("--project", "project").found("missing")).isEqualTo(1);
        Outcome service =
                verify("--project", "project", "--service", fixture.service().serviceId());
        assertThat(service.found("missing")).isEqualTo(1);
        assertThat(service.exitCode()).isEqualTo(1);
    }

    @Test
    void an_event_that_was_stored_after_the_one_of_its_id_had_expired_is_right() throws Exception {
        long old = NOW - Duration.ofDays(80).toMillis();
        fixture.close();
        fixture = new IngestFixture();
        ingest = fixture.startIngest("launchlog.retention=100d");
        ProducerRecord<byte[], byte[]> first =
                fixture.encode(fixture.event("id-1", "old").occurTime(old).build());
        fixture.send(List.of(new ProducerRecord<>(
                first.topic(), first.partition(), old, first.key(), first.value(), first.headers())));
        awaitIngest();
        IngestFixture.elasticsearch("DELETE", "/launchlog-events-g1-" + BucketSize.MONTH.bucketOf(old), "");
        sendAndAwait(List.of(fixture.event("id-1", "new").occurTime(NOW).build()));
        ingest.close();
        ingest = fixture.startIngest("launchlog.retention=30d", "launchlog.consume.enabled=false");

        Outcome outcome = verify("--repair");

        assertThat(fixture.texts()).containsExactly("new");
        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.report().path("expired").asLong()).isEqualTo(1);
        assertThat(outcome.report().path("matched").asLong()).isEqualTo(1);
    }

    @Test
    void a_document_in_the_wrong_bucket_is_kept_when_it_cannot_be_written_where_it_belongs() throws Exception {
        makeMonthOfOthers();
        List<ServiceEvent> events = events(3);
        sendAndAwait(events);
        JsonNode moved = IngestFixture.elasticsearch("GET", document(events.get(1)), "");
        IngestFixture.elasticsearch("PUT", document(events.get(1), MONTH_OF_OTHERS), source(moved));
        IngestFixture.elasticsearch("DELETE", document(events.get(1)), "");
        String settings = "/" + indexOf(events.get(1)) + "/_settings";
        IngestFixture.elasticsearch("PUT", settings, "{\"index.blocks.write\": true}");

        Outcome kept = verify("--repair");

        assertThat(fixture.texts()).hasSize(3);
        assertThat(kept.exitCode()).as(kept.text()).isEqualTo(1);
        assertThat(kept.found("duplicated")).isEqualTo(1);
        assertThat(kept.mended("duplicated")).isZero();
        assertThat(kept.text()).contains("kept");
        IngestFixture.elasticsearch("PUT", settings, "{\"index.blocks.write\": false}");
        assertThat(verify("--repair").mended("duplicated")).isEqualTo(1);
        assertThat(fixture.texts()).hasSize(3);
    }

    @Test
    void a_document_in_the_wrong_bucket_is_kept_when_its_record_is_not_looked_at() throws Exception {
        makeMonthOfOthers();
        long twoDaysAgo = NOW - Duration.ofDays(2).toMillis();
        ServiceEvent old = fixture.event("old").occurTime(twoDaysAgo).build();
        sendAndAwait(List.of(old));
        String later = source(IngestFixture.elasticsearch("GET", document(old), ""))
                .replace(Long.toString(twoDaysAgo), Long.toString(NOW));
        IngestFixture.elasticsearch("PUT", document(old, MONTH_OF_OTHERS), later);
        IngestFixture.elasticsearch("DELETE", document(old), "");

        Outcome kept = verify("--repair", "--since", "1d");

        assertThat(fixture.texts()).containsExactly("old");
        assertThat(kept.exitCode()).as(kept.text()).isEqualTo(1);
        assertThat(kept.found("duplicated")).isEqualTo(1);
        assertThat(verify("--repair").mended("duplicated")).isEqualTo(1);
        assertThat(verify().exitCode()).isZero();
    }

    @Test
    void does_not_wait_for_the_end_of_a_transaction_as_if_it_were_a_record() throws Exception {
        sendAndAwait(events(2));
        try (KafkaProducer<byte[], byte[]> producer = fixture.transactionalProducer()) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(fixture.encode(fixture.event("in a transaction").build()));
            producer.commitTransaction();
        }
        IngestFixture.eventually().until(() -> fixture.texts().size() == 3);
        Map<Integer, Long> ends = ingest.getBean(LogReader.class).ends(fixture.topic());
        ends.values().removeIf(end -> end == 0);

        Map<Integer, Long> committed;
        try (Progress progress = new Progress(new PrintWriter(new StringWriter()))) {
            committed = ingest.getBean(IngestGroup.class).awaitCommitted(ends, Duration.ofDays(1), progress);
        }

        assertThat(committed).containsAllEntriesOf(ends);
    }
}
