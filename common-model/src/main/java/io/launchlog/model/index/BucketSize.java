package io.launchlog.model.index;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** How long the stretch of occur time is that one index holds; in UTC. */
public enum BucketSize {
    DAY,
    MONTH;

    private static final long DAY_MILLISECONDS = 86_400_000;

    /** The bucket of that time: {@code yyyy.MM} or {@code yyyy.MM.dd}. */
    public String bucketOf(long epochMilliseconds) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(epochMilliseconds, DAY_MILLISECONDS));
        StringBuilder bucket = new StringBuilder(10);
        bucket.append(date.getYear()).append('.');
        twoDigits(bucket, date.getMonthValue());
        if (this == DAY) {
            twoDigits(bucket.append('.'), date.getDayOfMonth());
        }
        return bucket.toString();
    }

    /** The first millisecond behind the bucket that holds that time. */
    public long endOfBucket(long epochMilliseconds) {
        LocalDate date = dateOf(epochMilliseconds);
        LocalDate next = switch (this) {
            case DAY -> date.plusDays(1);
            case MONTH -> YearMonth.from(date).plusMonths(1).atDay(1);
        };
        return next.toEpochDay() * DAY_MILLISECONDS;
    }

    /** The first millisecond of the bucket that holds that time. */
    public long startOfBucket(long epochMilliseconds) {
        LocalDate date = dateOf(epochMilliseconds);
        LocalDate first = switch (this) {
            case DAY -> date;
            case MONTH -> date.withDayOfMonth(1);
        };
        return first.toEpochDay() * DAY_MILLISECONDS;
    }

    private static LocalDate dateOf(long epochMilliseconds) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(epochMilliseconds), ZoneOffset.UTC);
    }

    private static void twoDigits(StringBuilder text, int number) {
        if (number < 10) {
            text.append('0');
        }
        text.append(number);
    }
}
