package io.launchlog.faults.process;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The clock of an instance of ingest, which can be put forward and back. In the child. */
final class SkewedClock extends Clock {

    private final Clock right;
    private volatile Duration skew = Duration.ZERO;

    SkewedClock(Clock right) {
        this.right = right;
    }

    /** From now on it is so much ahead; negative: behind. */
    void skew(Duration ahead) {
        skew = ahead;
    }

    @Override
    public ZoneId getZone() {
        return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Nobody asks for one");
    }

    @Override
    public Instant instant() {
        return right.instant().plus(skew);
    }
}
