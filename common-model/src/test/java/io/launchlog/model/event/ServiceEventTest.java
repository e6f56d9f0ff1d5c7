package io.launchlog.model.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.launchlog.model.Events;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An event that breaks a rule cannot be built, wherever it comes from; the wire format's tests go through the rules. */
class ServiceEventTest {

    @Test
    void whatIsRequiredAndMissingIsNamed() {
        assertRefused("service_name", event -> event.serviceName(null));
        assertRefused("event_info", event -> event.eventInfo(null));
        assertRefused("occur_time", event -> event.occurTime(null));
    }

    @Test
    void whatBreaksARuleIsNamed() {
        assertRefused("service_name", event -> event.serviceName("\u0000"));
        assertRefused("event_info", event -> event.eventInfo(" \n"));
        assertRefused("occur_time", event -> event.occurTime(-1L));
        assertRefused("occur_time", event -> event.occurTime(ServiceEvent.LATEST_TIME + 1));
        assertRefused("deployment_id", event -> event.deploymentId(""));
        assertRefused("sequence", event -> event.sequence(-1L));
        assertRefused("model", event -> event.model("a".repeat(257)));
        assertRefused("model_version", event -> event.modelVersion("a".repeat(257)));
        assertRefused("instance_id", event -> event.instanceId("a".repeat(257)));
        assertRefused("node", event -> event.node("a".repeat(257)));
        assertRefused("image", event -> event.image("a".repeat(257)));
        assertRefused("error_code", event -> event.errorCode("a".repeat(257)));
        assertRefused("labels", event -> event.labels(Map.of("", "a")));
    }

    private static void assertRefused(String field, UnaryOperator<ServiceEventBuilder> change) {
        ServiceEventBuilder builder = change.apply(Events.full());
        assertThatThrownBy(builder::build).isInstanceOfSatisfying(InvalidEventException.class, e -> {
            assertThat(e.field()).isEqualTo(field);
            assertThat(e.getMessage()).startsWith(field + " ").contains("; allowed: ");
        });
    }

    @Test
    void theMessageOfARefusalIsBounded() {
        assertThatThrownBy(
                        () -> Events.minimal().eventInfo("x".repeat(1_000_000)).build())
                .hasMessage("event_info has 1000000 characters: \"" + "x".repeat(64)
                        + "\"... (1000000 characters); allowed: 1 to 8192 characters");
    }

    @Test
    void whatWasBuiltDoesNotChange() {
        Map<String, String> labels = new HashMap<>(Map.of("a", "b"));
        ServiceEvent event = Events.minimal().labels(labels).build();
        labels.put("c", "d");
        assertThat(event.labels()).containsExactly(Map.entry("a", "b"));
        assertThatThrownBy(() -> event.labels().put("c", "d")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void anAbsentSequenceCountsAsZero() {
        assertThat(Events.minimal().build().order()).isZero();
        assertThat(Events.minimal().sequence(7L).build().order()).isEqualTo(7);
    }

    @Test
    void wireNamesAreReadBack() {
        for (EventType type : EventType.values()) {
            assertThat(EventType.ofWireName(type.wireName())).isEqualTo(type);
        }
        for (Phase phase : Phase.values()) {
            assertThat(Phase.ofWireName(phase.wireName())).isEqualTo(phase);
        }
        for (Status status : Status.values()) {
            assertThat(Status.ofWireName(status.wireName())).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A-z_0.9", "...", ".a", "-", "_"})
    void theseAreResourceIds(String id) {
        assertThat(ResourceId.isValid(id)).isTrue();
        assertThat(new ServiceKey(id, id).path()).isEqualTo(id + "/" + id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a b", "a:b", "ä", "\u0000", "а", "a\n", "%61", "@", "[", "`", "{"})
    void theseAreNot(String id) {
        assertThat(ResourceId.isValid(id)).isFalse();
        assertThatThrownBy(() -> new ServiceKey("p", id)).hasMessageStartingWith("service_id is ");
        assertThatThrownBy(() -> new ServiceKey(id, "s")).hasMessageStartingWith("project_id is ");
    }

    @Test
    void resourceIdsHave1To64Characters() {
        assertThat(ResourceId.isValid("a".repeat(64))).isTrue();
        assertThat(ResourceId.isValid("a".repeat(65))).isFalse();
    }

    @Test
    void aWindowNeedsARetention() {
        for (Duration retention : List.of(Duration.ZERO, Duration.ofMillis(-1))) {
            assertThatThrownBy(() -> new TimeWindow(retention, Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new TimeWindow(Duration.ofDays(1), Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        TimeWindow none = new TimeWindow(Duration.ofMillis(1), Duration.ZERO);
        assertThat(none.accepts(9, 10)).isTrue();
        assertThat(none.accepts(10, 10)).isTrue();
        assertThat(none.accepts(8, 10)).isFalse();
        assertThat(none.accepts(11, 10)).isFalse();
    }
}
