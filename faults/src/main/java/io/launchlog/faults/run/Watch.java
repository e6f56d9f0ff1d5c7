package io.launchlog.faults.run;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A look that is repeated by a thread of its own until it is closed. */
final class Watch {

    private final String name;
    private final Duration period;
    private final Look look;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Exception failure;

    /** One look; without an answer nothing was seen, and the next one may see it. */
    @FunctionalInterface
    interface Look {

        void look() throws IOException, InterruptedException;
    }

    /** @param period between the end of a look and the next one */
    Watch(String name, Duration period, Look look) {
        this.name = name;
        this.period = period;
        this.look = look;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            do {
                try {
                    look.look();
                } catch (IOException e) {
                    // The backends may be away, which is what is tried.
                }
            } while (!stopped.await(period.toMillis(), TimeUnit.MILLISECONDS));
        } catch (RuntimeException | InterruptedException e) {
            failure = e;
        }
    }

    /** @throws IllegalStateException when the watching had ended before it was told to */
    void requireWhole() {
        if (failure != null) {
            throw new IllegalStateException("The " + name + " has not looked to the end: " + failure, failure);
        }
    }

    /** Ends the watching; what the look uses belongs to the caller then. */
    public void close() throws InterruptedException {
        // Not by an interrupt, which a Kafka client does not take well.
        stopped.countDown();
        thread.join();
    }
}
