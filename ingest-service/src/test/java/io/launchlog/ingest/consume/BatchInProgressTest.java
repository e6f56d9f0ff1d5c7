package io.launchlog.ingest.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.ingest.consume.BatchInProgress.PendingEvent;
import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.index.EventDocument;
import io.launchlog.model.index.Generation;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class BatchInProgressTest {

    private static final Generation SECOND = new Generation(2);

    private final PendingEvent event = event();
    private final BatchInProgress batch =
            new BatchInProgress(new ConsumerRecords<>(Map.of(), Map.of()), Uuid.randomUuid());

    @Test
    void what_has_followed_has_nothing_missing_in_later_attempts() {
        storedInFirstAndFollowedBySecond();

        batch.decidedBy(Generation.FIRST);

        assertThat(batch.missingIn(SECOND)).isEmpty();
        assertThat(batch.isComplete(SECOND)).isTrue();
    }

    @Test
    void a_generation_that_has_followed_is_asked_once_more_when_it_has_become_the_live_one() {
        storedInFirstAndFollowedBySecond();

        batch.decidedBy(SECOND);

        assertThat(batch.missingIn(SECOND)).containsExactly(event);
        assertThat(batch.isComplete(SECOND)).isFalse();
        assertThat(batch.isComplete(Generation.FIRST)).isTrue();
    }

    private void storedInFirstAndFollowedBySecond() {
        batch.decidedBy(Generation.FIRST);
        batch.stored(event, Generation.FIRST);
        batch.complete(Generation.FIRST);
        batch.followed(SECOND);
        batch.complete(SECOND);
    }

    private static PendingEvent event() {
        ServiceEvent event = ServiceEvent.builder(
                        new EventIdentity("/test", "id"), new ServiceKey("project", "service"))
                .serviceName("service")
                .eventInfo("text")
                .occurTime(0L)
                .build();
        return new PendingEvent(new ConsumerRecord<>("topic", 0, 0, new byte[0], new byte[0]), EventDocument.of(event));
    }
}
