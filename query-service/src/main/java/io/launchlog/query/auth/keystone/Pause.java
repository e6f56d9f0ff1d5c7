package io.launchlog.query.auth.keystone;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long something is not tried again that has just failed; by a ticker, as a clock may be set back. */
final class Pause {

    private final Ticker ticker;
    private volatile @Nullable Long end;

    Pause(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Begins now, also when another one has not ended. */
    void begin(Duration length) {
        end = ticker.read() + length.toNanos();
    }

    boolean isOver() {
        Long until = end;
        return until == null || ticker.read() - until >= 0;
    }
}
