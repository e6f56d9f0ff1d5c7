package io.launchlog.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.index.EventDocument;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is a duplicate and not a conflict (contract sections 1 and 6). */
class SameEventTest {

    record Change(String name, UnaryOperator<Message> change) {

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("changes")
    void theSameEventWrittenInAnotherWayIsADuplicate(Mode mode, Change change) {
        EventDocument first = EventDocument.of(Message.full().accepted(Mode.BINARY));
        EventDocument second =
                EventDocument.of(change.change().apply(Message.full()).accepted(mode));
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                        new Change("another mode", message -> message),
                        new Change("another traceparent", message -> message.attribute("traceparent", "00-1-2-03")),
                        new Change("no traceparent", message -> message.withoutAttribute("traceparent")),
                        new Change("another subject", message -> message.attribute("subject", "other")),
                        new Change("another partition key", message -> message.attribute("partitionkey", "other")),
                        new Change("an unknown attribute", message -> message.attribute("other", "x")),
                        new Change("an unknown field", message -> message.rawMember(",\"x\":{\"y\":[1,null]}")),
                        new Change("no time", message -> message.withoutAttribute("time")),
                        new Change("another time", message -> message.attribute("time", "2020-01-01T00:00:00Z")),
                        new Change("time for occur_time", message -> message.without("occur_time")),
                        new Change(
                                "time in another zone for occur_time",
                                message -> message.without("occur_time")
                                        .attribute("time", "2026-09-21T16:13:20.0009+02:00")),
                        new Change("a derived event_type", message -> message.without("event_type")),
                        new Change("a null event_type", message -> message.json("event_type", "null")),
                        new Change(
                                "labels in another order",
                                message -> message.json("labels", "{\"app.kubernetes.io/name\":\"b\",\"app\":\"a\"}")),
                        new Change("escapes", message -> message.json("service_name", "\"\\u0072esne\\u0074\"")),
                        new Change(
                                "another record timestamp",
                                message -> message.recordTimestamp(Message.RECORD_TIMESTAMP + 1)))
                .flatMap(change -> Stream.of(Mode.values()).map(mode -> Arguments.of(mode, change)));
    }

    @ParameterizedTest
    @EnumSource
    void emptyAndNullLabelsAreAbsentOnes(Mode mode) {
        String absent = fingerprint(Message.full().without("labels"), mode);
        assertThat(fingerprint(Message.full().json("labels", "{}"), mode)).isEqualTo(absent);
        assertThat(fingerprint(Message.full().json("labels", "null"), mode)).isEqualTo(absent);
    }

    private static String fingerprint(Message message, Mode mode) {
        return EventDocument.of(message.accepted(mode)).fingerprint();
    }
}
