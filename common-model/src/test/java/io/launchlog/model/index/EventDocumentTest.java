package io.launchlog.model.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.Events;
import io.launchlog.model.Golden;
import io.launchlog.model.Json;
import io.launchlog.model.event.EventType;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventDocumentTest {

    private static final String FOUR_BYTES = "\uD83D\uDE80";

    @Test
    void aFullEventIsThisDocument() {
        Golden.assertMatches(
                "event-full.json", Json.indented(source(Events.full().build())));
    }

    @Test
    void aMinimalEventIsThisDocument() {
        Golden.assertMatches(
                "event-minimal.json", Json.indented(source(Events.minimal().build())));
    }

    @Test
    void idRoutingAndFingerprintAreThose() {
        EventDocument document = EventDocument.of(Events.full().build());
        assertThat(document.routing()).isEqualTo("p1/s1");
        assertThat(document.id()).isEqualTo(DocumentId.of(Events.SERVICE, Events.IDENTITY));
        assertThat(document.fingerprint()).isEqualTo(Fingerprint.of(document.event()));
    }

    @Test
    void theSortKeyIsCutAt256CodePoints() {
        assertSortKey("a".repeat(256), "a".repeat(256));
        assertSortKey("a".repeat(256) + "b", "a".repeat(256));
        assertSortKey(FOUR_BYTES.repeat(255) + "a", FOUR_BYTES.repeat(255) + "a");
        assertSortKey(FOUR_BYTES.repeat(256), FOUR_BYTES.repeat(256));
        assertSortKey(FOUR_BYTES.repeat(257), FOUR_BYTES.repeat(256));
        assertSortKey("a".repeat(255) + FOUR_BYTES + "b", "a".repeat(255) + FOUR_BYTES);
        assertSortKey(FOUR_BYTES.repeat(8192), FOUR_BYTES.repeat(256));
    }

    private static void assertSortKey(String info, String sortKey) {
        assertThat(source(Events.minimal().eventInfo(info).build()))
                .contains("\"event_info\":\"" + info + "\"")
                .contains("\"event_info_sort\":\"" + sortKey + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        ",, ",
        "STARTED,, ",
        "PROGRESS,, ",
        "SUCCEEDED,, success",
        "FAILED,, failure",
        "FAILED, NORMAL, failure",
        "SUCCEEDED, ABNORMAL, failure",
        "SUCCEEDED, NORMAL, success",
        "STARTED, ABNORMAL, failure",
        ", ABNORMAL, failure",
        ", NORMAL, ",
    })
    void theOutcomeFollowsStatusAndType(@Nullable Status status, @Nullable EventType type, @Nullable String outcome) {
        String source = source(Events.minimal().status(status).eventType(type).build());
        if (outcome == null) {
            assertThat(source).doesNotContain("outcome").doesNotContain("\"event\"");
        } else {
            assertThat(source).contains("\"event\":{\"outcome\":\"" + outcome + "\"}");
        }
    }

    private static String source(ServiceEvent event) {
        return Json.written(json -> EventDocument.of(event).writeSource(json));
    }
}
