package io.launchlog.ingest.projection;

import io.launchlog.model.index.BucketSize;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What has expired by now. */
@Component
public class Expiry {

    private final Clock clock;
    private final Duration retention;
    private final BucketSize bucketSize;

    Expiry(Clock clock, RetentionProperties properties, IndexProperties indices) {
        this.clock = clock;
        this.retention = properties.retention();
        this.bucketSize = indices.bucket();
    }

    /** Events with an earlier occur time have expired; epoch milliseconds, 0 when none can have. */
    public long cutoff() {
        // Durations do not overflow, however long the retention is.
        Duration cutoff = Duration.ofMillis(clock.millis()).minus(retention);
        return cutoff.isNegative() ? 0 : cutoff.toMillis();
    }

    /**
     * Where the oldest bucket begins that is kept because part of it has not expired; epoch milliseconds. What is
     * earlier is gone, or will be after the next check.
     */
    public long startOfOldestBucket() {
        return bucketSize.startOfBucket(cutoff());
    }
}
