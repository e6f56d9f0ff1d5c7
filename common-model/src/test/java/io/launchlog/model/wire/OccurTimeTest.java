package io.launchlog.model.wire;

import static io.launchlog.model.wire.DeadLetterReason.INVALID_FIELD;
import static io.launchlog.model.wire.DeadLetterReason.OUT_OF_TIME_RANGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code occur_time}, {@code time} and the window around the record's timestamp (contract sections 1 and 6). */
class OccurTimeTest {

    private static final long RETENTION = Duration.ofDays(90).toMillis();
    private static final long AHEAD = Duration.ofDays(1).toMillis();

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("times")
    void timeIsTheOccurTimeWhenThereIsNoneInData(Mode mode, String time, String expected) {
        long milliseconds = Instant.parse(expected).toEpochMilli();
        assertThat(Message.full()
                        .without("occur_time")
                        .attribute("time", time)
                        .recordTimestamp(milliseconds)
                        .accepted(mode)
                        .occurTime())
                .isEqualTo(milliseconds);
    }

    static Stream<Arguments> times() {
        return Stream.of(
                        new String[] {"2026-01-31T12:00:00Z", "2026-01-31T12:00:00Z"},
                        new String[] {"2026-01-31t12:00:00z", "2026-01-31T12:00:00Z"},
                        new String[] {"2026-01-31T12:00:00.1Z", "2026-01-31T12:00:00.100Z"},
                        new String[] {"2026-01-31T12:00:00.12Z", "2026-01-31T12:00:00.120Z"},
                        new String[] {"2026-01-31T12:00:00.123Z", "2026-01-31T12:00:00.123Z"},
                        new String[] {"2026-01-31T12:00:00.1239Z", "2026-01-31T12:00:00.123Z"},
                        new String[] {"2026-01-31T12:00:00.999999999999999999999Z", "2026-01-31T12:00:00.999Z"},
                        new String[] {"2026-01-31T12:00:00.000Z", "2026-01-31T12:00:00Z"},
                        new String[] {"2026-01-31T12:00:00+02:00", "2026-01-31T10:00:00Z"},
                        new String[] {"2026-01-31T12:00:00.5-05:30", "2026-01-31T17:30:00.500Z"},
                        new String[] {"2026-01-31T12:00:00+23:59", "2026-01-30T12:01:00Z"},
                        new String[] {"2026-01-31T12:00:00-23:59", "2026-02-01T11:59:00Z"},
                        new String[] {"2026-01-31T12:00:00-00:00", "2026-01-31T12:00:00Z"},
                        new String[] {"2026-12-31T23:59:59.999Z", "2026-12-31T23:59:59.999Z"},
                        new String[] {"2028-02-29T00:00:00Z", "2028-02-29T00:00:00Z"},
                        new String[] {"1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"},
                        new String[] {"1969-12-31T23:00:00.001-01:00", "1970-01-01T00:00:00.001Z"},
                        new String[] {"9999-12-31T23:59:59.9999Z", "9999-12-31T23:59:59.999Z"})
                .flatMap(row -> Stream.of(Mode.values()).map(mode -> Arguments.of(mode, row[0], row[1])));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("noTimes")
    void aTimeThatIsNoRfc3339TimeIsRefusedEvenWhenItIsNotNeeded(Mode mode, String time) {
        for (Message message : List.of(Message.full(), Message.full().without("occur_time"))) {
            Decoded.Refused refused = message.attribute("time", time).refused(mode);
            assertThat(refused.reason()).as(refused.detail()).isEqualTo(INVALID_FIELD);
            assertThat(refused.detail()).startsWith("time ");
        }
    }

    static Stream<Arguments> noTimes() {
        return Stream.of(
                        "",
                        "yesterday",
                        "1790000000000",
                        "2026-01-31",
                        "2026-01-31T12:00:00",
                        "2026-01-31 12:00:00Z",
                        "2026-01-31T12:00Z",
                        "2026-01-31T12Z",
                        "2026-01-31T12:00:00.Z",
                        "2026-01-31T12:00:00,5Z",
                        "2026-01-31T12:00:00+02",
                        "2026-01-31T12:00:00+0200",
                        "2026-01-31T12:00:00+24:00",
                        "2026-01-31T12:00:00+02:60",
                        "2026-01-31T12:00:00 Z",
                        "2026-01-31T12:00:00UTC",
                        "2026-01-31T12:00:00Z[UTC]",
                        "2026-01-31T12:00:00\u221202:00", // a minus sign that is no hyphen
                        "2026-01-31T12:00:60Z",
                        "2026-12-31T23:59:60Z",
                        "2016-12-31T23:59:60Z", // a real leap second
                        "2026-01-31T12:60:00Z",
                        "2026-01-31T24:00:00Z",
                        "2026-01-31T25:00:00Z",
                        "2026-02-29T12:00:00Z",
                        "2026-04-31T12:00:00Z",
                        "2026-00-01T12:00:00Z",
                        "2026-13-01T12:00:00Z",
                        "2026-01-00T12:00:00Z",
                        "26-01-31T12:00:00Z",
                        "+2026-01-31T12:00:00Z",
                        "12026-01-31T12:00:00Z",
                        "20260131T120000Z",
                        "2026-W05-6T12:00:00Z",
                        "2026-031T12:00:00Z",
                        " 2026-01-31T12:00:00Z",
                        "2026-01-31T12:00:00Z ",
                        "2026-01-31T12:00:00Z\n",
                        "٢٠٢٦-01-31T12:00:00Z")
                .flatMap(time -> Stream.of(Mode.values()).map(mode -> Arguments.of(mode, time)));
    }

    @ParameterizedTest
    @EnumSource
    void theOccurTimeOfDataWinsOverTime(Mode mode) {
        assertThat(Message.full()
                        .attribute("time", "1971-01-01T00:00:00Z")
                        .accepted(mode)
                        .occurTime())
                .isEqualTo(Message.RECORD_TIMESTAMP);
        assertThat(Message.full()
                        .attribute("time", "0000-01-01T00:00:00Z")
                        .accepted(mode)
                        .occurTime())
                .isEqualTo(Message.RECORD_TIMESTAMP);
    }

    @ParameterizedTest
    @EnumSource
    void aNullOccurTimeIsAnAbsentOne(Mode mode) {
        assertThat(Message.full()
                        .json("occur_time", "null")
                        .attribute("time", "2026-09-21T14:13:20.004Z")
                        .accepted(mode)
                        .occurTime())
                .isEqualTo(Message.RECORD_TIMESTAMP + 4);
    }

    @ParameterizedTest
    @EnumSource
    void theWindowAroundTheRecordIncludesBothBounds(Mode mode) {
        for (long occurTime : List.of(
                Message.RECORD_TIMESTAMP - RETENTION, Message.RECORD_TIMESTAMP, Message.RECORD_TIMESTAMP + AHEAD)) {
            assertThat(Message.full()
                            .json("occur_time", Long.toString(occurTime))
                            .accepted(mode)
                            .occurTime())
                    .isEqualTo(occurTime);
        }
        for (String occurTime : List.of(
                Long.toString(Message.RECORD_TIMESTAMP - RETENTION - 1),
                Long.toString(Message.RECORD_TIMESTAMP + AHEAD + 1),
                Long.toString(Message.RECORD_TIMESTAMP / 1000), // seconds
                Long.toString(Message.RECORD_TIMESTAMP * 1000), // microseconds
                "0",
                "-1",
                Long.toString(Long.MAX_VALUE),
                Long.toString(Long.MIN_VALUE))) {
            Decoded.Refused refused =
                    Message.full().json("occur_time", occurTime).refused(mode);
            assertThat(refused.reason()).as(refused.detail()).isEqualTo(OUT_OF_TIME_RANGE);
            assertThat(refused.detail())
                    .startsWith("occur_time is " + occurTime)
                    .contains("; allowed: ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theDetailNamesTheWindowAndWhatLooksLikeSeconds(Mode mode) {
        String seconds = Long.toString(Message.RECORD_TIMESTAMP / 1000);
        String allowed =
                "; allowed: milliseconds since 1970, from 90 days before to 1 day after the time of the record, "
                        + Message.RECORD_TIMESTAMP;
        assertThat(Message.full().json("occur_time", seconds).refused(mode).detail())
                .isEqualTo("occur_time is " + seconds + ", seconds as it seems" + allowed);
        assertThat(Message.full().json("occur_time", "0").refused(mode).detail())
                .isEqualTo("occur_time is 0" + allowed);
    }

    @Test
    void aWindowIsSaidInWholeDaysOrHoursWhereItCanBe() {
        assertThat(new TimeWindow(Duration.ofDays(1), Duration.ZERO).inWords())
                .isEqualTo("from 1 day before to 0 days after");
        assertThat(new TimeWindow(Duration.ofHours(36), Duration.ofMinutes(90)).inWords())
                .isEqualTo("from 36 hours before to PT1H30M after");
    }

    @ParameterizedTest
    @EnumSource
    void theWindowHoldsForTimeToo(Mode mode) {
        for (String time : List.of("1969-12-31T23:59:59.999Z", "0000-01-01T00:00:00Z", "2027-01-01T00:00:00Z")) {
            assertThat(Message.full()
                            .without("occur_time")
                            .attribute("time", time)
                            .refused(mode)
                            .reason())
                    .isEqualTo(OUT_OF_TIME_RANGE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theAgeIsJudgedByTheRecordAndNotByTheClock(Mode mode) {
        long longAgo = Instant.parse("1998-07-01T00:00:00Z").toEpochMilli();
        assertThat(Message.full()
                        .json("occur_time", Long.toString(longAgo))
                        .recordTimestamp(longAgo + 1)
                        .accepted(mode)
                        .occurTime())
                .isEqualTo(longAgo);
    }

    @ParameterizedTest
    @EnumSource
    void aWrongFieldIsFoundEvenWhenTheTimeIsOutOfRangeToo(Mode mode) {
        Message message = Message.full().json("occur_time", "0").string("service_name", "");
        assertThat(message.refused(mode).reason()).isEqualTo(INVALID_FIELD);
    }

    @ParameterizedTest
    @EnumSource
    void aWindowWithoutLimitsAcceptsEveryTimeThatCanBeWritten(Mode mode) {
        Duration forever = Duration.ofSeconds(Long.MAX_VALUE);
        CloudEventDecoder decoder = new CloudEventDecoder(new TimeWindow(forever, forever));
        for (long recordTimestamp : List.of(-1L, 0L, Message.RECORD_TIMESTAMP, Long.MAX_VALUE)) {
            for (long occurTime : List.of(0L, Message.RECORD_TIMESTAMP, ServiceEvent.LATEST_TIME)) {
                Message message = Message.full().json("occur_time", Long.toString(occurTime));
                assertThat(decoder.decode(message.headers(mode), message.value(mode), recordTimestamp))
                        .isInstanceOf(Decoded.Accepted.class);
            }
            Message late = Message.full().json("occur_time", Long.toString(ServiceEvent.LATEST_TIME + 1));
            assertThat(decoder.decode(late.headers(mode), late.value(mode), recordTimestamp))
                    .isInstanceOf(Decoded.Refused.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void recordTimestampsAtTheEndsOfTimeAreNoTrouble(Mode mode) {
        for (long recordTimestamp : List.of(Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE)) {
            assertThat(Message.full()
                            .recordTimestamp(recordTimestamp)
                            .refused(mode)
                            .reason())
                    .isEqualTo(OUT_OF_TIME_RANGE);
        }
    }
}
