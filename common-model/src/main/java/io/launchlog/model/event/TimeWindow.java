package io.launchlog.model.event;

import java.time.Duration;

/**
 * How far an event's time may be from the time of the record that brought it (contract sections 1 and 6). Judged by
 * the record, not by the wall clock, so that a replay or a rebuild decides as the first time did.
 *
 * @param retention how old an event may be; positive
 * @param ahead how far in the future it may be; not negative
 */
public record TimeWindow(Duration retention, Duration ahead) {

    public static final TimeWindow DEFAULT = new TimeWindow(Duration.ofDays(90), Duration.ofDays(1));

    /** @throws IllegalArgumentException when retention is not positive or ahead is negative */
    public TimeWindow {
        if (!retention.isPositive() || ahead.isNegative()) {
            throw new IllegalArgumentException("The retention (" + retention
                    + ") has to be positive and the time ahead (" + ahead + ") must not be negative");
        }
    }

    /** Whether an event of that time is accepted from a record of that timestamp; both epoch milliseconds. */
    public boolean accepts(long occurTime, long recordTimestamp) {
        // Durations do not overflow, whatever the clock of a producer says and however long the retention is.
        Duration age = Duration.ofMillis(recordTimestamp).minusMillis(occurTime);
        return occurTime >= 0
                && occurTime <= ServiceEvent.LATEST_TIME
                && age.compareTo(retention) <= 0
                && age.negated().compareTo(ahead) <= 0;
    }

    /** Whether the time would be accepted if it was meant as seconds, the commonest mistake. */
    public boolean acceptsAsSeconds(long occurTime, long recordTimestamp) {
        return occurTime >= 0
                && occurTime <= ServiceEvent.LATEST_TIME / 1000
                && accepts(occurTime * 1000, recordTimestamp);
    }

    /** In words: {@code from 90 days before to 1 day after}. */
    public String inWords() {
        return "from " + inWords(retention) + " before to " + inWords(ahead) + " after";
    }

    private static String inWords(Duration duration) {
        if (duration.equals(Duration.ofDays(duration.toDays()))) {
            return counted(duration.toDays(), "day");
        }
        return duration.equals(Duration.ofHours(duration.toHours()))
                ? counted(duration.toHours(), "hour")
                : duration.toString();
    }

    private static String counted(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
