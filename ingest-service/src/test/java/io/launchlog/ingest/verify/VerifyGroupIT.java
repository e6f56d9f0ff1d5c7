package io.launchlog.ingest.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.launchlog.ingest.ElasticsearchInBetween;
import io.launchlog.ingest.IngestFixture;
import io.launchlog.ingest.operations.OperationFailedException;
import java.time.Duration;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** What is to be compared is what ingest has committed: a group in which nobody ever did is no ingest. */
class VerifyGroupIT extends VerifyScenario {

    @Test
    void fails_and_names_the_group_when_nobody_has_committed_anything_in_it() throws Exception {
        sendAndAwait(events(3));
        lookWithGroup("mistyped");

        assertThatThrownBy(() -> repair(Duration.ZERO))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("mistyped")
                .hasMessageContaining("spring.kafka.consumer.group-id");
    }

    @Test
    void a_log_without_records_needs_no_group() throws Exception {
        lookWithGroup("nobody");
        assertThat(verify().exitCode()).isZero();

        RecordMetadata record = fixture.send(fixture.event("dropped").build());
        IngestFixture.eventually().until(() -> fixture.texts().size() == 1);
        cutBehind(record);

        Outcome emptied = verify();
        assertThat(emptied.exitCode()).as(emptied.text()).isZero();
    }

    @Test
    void an_ingest_that_has_not_committed_anything_yet_is_waited_for() throws Exception {
        sendAndAwait(events(3));
        try (ElasticsearchInBetween between = new ElasticsearchInBetween(
                (path, node) -> path.equals("/_bulk") ? ElasticsearchInBetween.UNAVAILABLE : node.ask())) {
            ingest = fixture.startIngest("spring.kafka.consumer.group-id=slow", between.property());
            IngestFixture.eventually()
                    .until(() -> ingest.getBean(IngestGroup.class).isRunning());

            Outcome outcome = verify("--wait", "1s");

            assertThat(outcome.exitCode()).as(outcome.text()).isZero();
            assertThat(outcome.report().path("pending").asLong()).isEqualTo(3);
        }
    }

    private void lookWithGroup(String group) {
        ingest = fixture.startIngest("spring.kafka.consumer.group-id=" + group, "launchlog.consume.enabled=false");
    }
}
