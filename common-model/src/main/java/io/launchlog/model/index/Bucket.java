package io.launchlog.model.index;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The stretch of occur time that one index holds, read from its name.
 *
 * @param start its first millisecond, epoch milliseconds
 * @param end the first millisecond behind it
 */
public record Bucket(long start, long end) {

    private static final int LENGTH_OF_MONTH = "yyyy.MM".length();

    /** @throws IllegalArgumentException when it does not end behind its start */
    public Bucket {
        if (end <= start) {
            throw new IllegalArgumentException("A bucket from " + start + " to " + end + " holds no time");
        }
    }

    /**
     * The bucket of that name, as {@link BucketSize#bucketOf} writes it, whichever size it has: the size may have been
     * changed since its index was made. Empty when it is no such name.
     */
    static Optional<Bucket> named(String name) {
        BucketSize size = name.length() <= LENGTH_OF_MONTH ? BucketSize.MONTH : BucketSize.DAY;
        try {
            String date = name.replace('.', '-');
            LocalDate first = size == BucketSize.MONTH ? YearMonth.parse(date).atDay(1) : LocalDate.parse(date);
            long start = first.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
            return size.bucketOf(start).equals(name)
                    ? Optional.of(new Bucket(start, size.endOfBucket(start)))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
