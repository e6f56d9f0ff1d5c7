package io.launchlog.ingest.consume;

import io.launchlog.ingest.projection.Generations;
import io.launchlog.ingest.store.StoreUnavailableException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Holds ingest still while the live generation changes, so that both generations hold the same at that moment. Not for
 * longer than a bound, by this instance's own clock: who began the swap may have been killed.
 */
@Component
class SwapPause {

    static final Duration LONGEST = Duration.ofSeconds(30);

    private final LongSupplier nanoTime;
    private @Nullable String swap;
    private long since;
    private boolean over;

    @Autowired
    SwapPause() {
        this(System::nanoTime);
    }

    SwapPause(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Lets the batch go on, or not yet.
     *
     * @param abandoned called with the name of a swap that has not ended in time, once
     * @throws StoreUnavailableException while the batch has to wait
     */
    synchronized void check(Generations generations, Consumer<String> abandoned) {
        String name = generations.swap();
        if (name == null) {
            return;
        }
        if (!name.equals(swap)) {
            swap = name;
            since = nanoTime.getAsLong();
            over = false;
        }
        if (nanoTime.getAsLong() - since < LONGEST.toNanos()) {
            throw new StoreUnavailableException("The generation that is read is changing, which takes a moment", null);
        }
        if (!over) {
            abandoned.accept(name);
            over = true;
        }
    }
}
