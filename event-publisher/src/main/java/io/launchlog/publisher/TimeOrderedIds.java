package io.launchlog.publisher;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/** Ids in the form of RFC 9562, UUID version 7: milliseconds, then 74 random bits. May be shared by threads. */
final class TimeOrderedIds implements Supplier<String> {

    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final Clock clock;
    // Secure, because replicas of an orchestrator share one source: their ids have to differ.
    private final SecureRandom random = new SecureRandom();

    TimeOrderedIds(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String get() {
        long first = (clock.millis() << 16) | VERSION | (random.nextLong() & 0x0fffL);
        long second = VARIANT | (random.nextLong() >>> 2);
        return new UUID(first, second).toString();
    }
}
