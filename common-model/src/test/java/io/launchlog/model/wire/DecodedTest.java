package io.launchlog.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DecodedTest {

    @Test
    void theDetailOfARefusalIsBounded() {
        assertThat(new Decoded.Refused(DeadLetterReason.MALFORMED, "a".repeat(1024)).detail())
                .isEqualTo("a".repeat(1024));
        assertThat(new Decoded.Refused(DeadLetterReason.MALFORMED, "a".repeat(1025)).detail())
                .isEqualTo("a".repeat(1024));
    }

    @Test
    void theDetailOfARefusalIsNotCutWithinACharacter() {
        assertThat(new Decoded.Refused(DeadLetterReason.MALFORMED, "a".repeat(1023) + "\uD83D\uDE80").detail())
                .isEqualTo("a".repeat(1023));
    }

    @Test
    void theReasonsAreThoseOfTheContract() {
        assertThat(Stream.of(DeadLetterReason.values()).map(DeadLetterReason::wireName))
                .containsExactly(
                        "empty",
                        "not-cloudevent",
                        "unsupported-type",
                        "malformed",
                        "invalid-field",
                        "out-of-time-range",
                        "conflict",
                        "rejected");
    }

    @Test
    void theHeadersAndTopicsAreThoseOfTheContract() {
        assertThat(DeadLetterHeaders.REASON).isEqualTo("launchlog-reason");
        assertThat(DeadLetterHeaders.DETAIL).isEqualTo("launchlog-detail");
        assertThat(DeadLetterHeaders.ORIGINAL_TOPIC).isEqualTo("launchlog-original-topic");
        assertThat(DeadLetterHeaders.ORIGINAL_TOPIC_ID).isEqualTo("launchlog-original-topic-id");
        assertThat(DeadLetterHeaders.ORIGINAL_PARTITION).isEqualTo("launchlog-original-partition");
        assertThat(DeadLetterHeaders.ORIGINAL_OFFSET).isEqualTo("launchlog-original-offset");
        assertThat(DeadLetterHeaders.ORIGINAL_TIMESTAMP).isEqualTo("launchlog-original-timestamp");
        assertThat(Topics.SERVICE_EVENTS).isEqualTo("launchlog.service-events.v1");
        assertThat(Topics.deadLettersOf(Topics.SERVICE_EVENTS)).isEqualTo("launchlog.service-events.v1.dlq");
    }
}
