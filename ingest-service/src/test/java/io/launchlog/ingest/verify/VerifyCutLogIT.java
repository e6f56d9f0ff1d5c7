package io.launchlog.ingest.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.launchlog.ingest.IngestFixture;
import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.model.event.ServiceEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** Where Kafka no longer has all records, what they were is neither guessed nor overwritten. */
class VerifyCutLogIT extends VerifyScenario {

    @Test
    void documents_older_than_what_kafka_still_has_are_no_difference() throws Exception {
        List<ServiceEvent> events = events(10);
        sendAndAwait(events);
        RecordMetadata last =
                fixture.send(fixture.event("the only one left").occurTime(NOW).build());
        awaitIngest();
        cutBefore(last);

        Outcome outcome = verify("--repair");

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.report().path("before_the_log").asLong()).isEqualTo(10);
        assertThat(fixture.texts()).hasSize(11);
    }

    @Test
    void says_since_when_documents_are_judged_and_which_the_retention_of_the_log_does_not_explain() throws Exception {
        sendAndAwait(events(10));
        RecordMetadata last =
                fixture.send(fixture.event("the only one left").occurTime(NOW).build());
        awaitIngest();
        assertThat(verify().report().has("unexpected_since")).isFalse();
        cutBefore(last);

        Outcome cut = verify();

        assertThat(cut.exitCode()).as(cut.text()).isZero();
        assertThat(cut.report().path("unexpected_since").asLong())
                .isEqualTo(last.timestamp() + Duration.ofDays(1).toMillis());
        assertThat(cut.report().path("before_the_log_within_retention").asLong())
                .isEqualTo(10);
        assertThat(cut.text())
                .contains("Of documents without a record those that occurred since ")
                .contains("deleted by hand");

        cutBehind(last);
        Outcome emptied = verify();
        assertThat(emptied.report().path("unexpected_since").isNull()).isTrue();
        assertThat(emptied.text()).contains("Of documents without a record none are told");
        configure(fixture.topic(), "retention.ms", "1");
        assertThat(verify().report().path("before_the_log_within_retention").asLong())
                .isZero();
    }

    @Test
    void letters_that_retention_may_have_dropped_are_not_missed() throws Exception {
        fixture.send(List.of(new ProducerRecord<>(fixture.topic(), null, "no event".getBytes(StandardCharsets.UTF_8))));
        awaitIngest();
        dropDeadLetters();
        Outcome missed = verify();
        assertThat(missed.found("missing_dead_letters")).as(missed.text()).isEqualTo(1);

        configure(fixture.topic() + ".dlq", "retention.ms", "1");
        Outcome dropped = verify();

        assertThat(dropped.exitCode()).as(dropped.text()).isZero();
        assertThat(dropped.report().has("missing_dead_letters_since")).isTrue();
    }

    @Test
    void an_event_is_not_stored_beside_the_first_of_its_id_when_that_record_is_cut_away() throws Exception {
        long lastMonths = NOW - Duration.ofDays(35).toMillis();
        storeFirstAndCutItAway(lastMonths);

        Outcome outcome = verify("--repair");

        assertThat(fixture.texts()).containsExactly("first");
        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.report().path("before_the_log").asLong()).isEqualTo(1);
    }

    @Test
    void an_event_is_not_stored_beside_the_first_of_its_id_when_only_the_later_time_is_compared() throws Exception {
        storeFirstAndCutItAway(NOW - Duration.ofDays(35).toMillis());

        Outcome outcome = verify("--repair", "--since", "1d");

        assertThat(fixture.texts()).containsExactly("first");
        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
    }

    @Test
    void the_first_event_of_an_id_is_not_overwritten_when_its_record_is_cut_away() throws Exception {
        storeFirstAndCutItAway(NOW - 1000);

        Outcome outcome = verify("--repair");

        assertThat(fixture.texts()).containsExactly("first");
        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        assertThat(outcome.report().path("before_the_log").asLong()).isEqualTo(1);
    }

    @Test
    void a_changed_text_is_divergent_on_a_cut_log_too() throws Exception {
        sendAndAwait(events(1));
        ServiceEvent event = fixture.event("changed").occurTime(NOW).build();
        RecordMetadata record = fixture.send(event);
        awaitIngest();
        cutBefore(record);
        String path = document(event);
        String source =
                IngestFixture.elasticsearch("GET", path, "").path("_source").toString();
        IngestFixture.elasticsearch("PUT", path, source.replace("changed", "forged"));

        Outcome outcome = verify("--repair");

        assertThat(outcome.mended("divergent")).as(outcome.text()).isEqualTo(1);
        assertThat(fixture.texts()).contains("changed").doesNotContain("forged");
    }

    @Test
    void deletes_nothing_when_the_log_cannot_tell_what_is_unexpected() throws Exception {
        refusesToDelete("is empty");

        sendAndAwait(events(3));
        RecordMetadata last = fixture.send(fixture.event("the last").build());
        awaitIngest();
        cutBefore(last);
        refusesToDelete("is cut");

        ingest.close();
        ingest = fixture.startIngest("launchlog.topic.name=mistyped", "launchlog.consume.enabled=false");
        refusesToDelete("mistyped");
        try (var admin = IngestFixture.admin()) {
            assertThat(admin.listTopics().names().get()).doesNotContain("mistyped");
        }
        assertThat(fixture.texts()).hasSize(4);
    }

    @Test
    void deletes_nothing_when_the_log_has_none_of_the_events() throws Exception {
        sendAndAwait(events(3));
        fixture.close();
        fixture = new IngestFixture();
        ingest = fixture.startIngest();
        fixture.send(List.of(new ProducerRecord<>(fixture.topic(), null, "no event".getBytes(StandardCharsets.UTF_8))));
        awaitIngest();

        refusesToDelete("has none of the 3 events");
    }

    /** Leaves the event in the index, and of its record only a later one with its id on the log. */
    private void storeFirstAndCutItAway(long occurTime) throws Exception {
        sendAndAwait(List.of(fixture.event("id-1", "first").occurTime(occurTime).build()));
        RecordMetadata second =
                fixture.send(fixture.event("id-1", "second").occurTime(NOW).build());
        awaitIngest();
        dropDeadLetters();
        cutBefore(second);
    }

    private void refusesToDelete(String why) {
        VerifyOptions options = new VerifyOptions(Scope.EVERYTHING, true, true, 5, Duration.ofSeconds(1), 2, directory);
        try (Progress progress = new Progress(new PrintWriter(new StringWriter()))) {
            assertThatThrownBy(() -> ingest.getBean(Verifier.class).verify(options, progress))
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessageContaining(why);
        }
    }
}
