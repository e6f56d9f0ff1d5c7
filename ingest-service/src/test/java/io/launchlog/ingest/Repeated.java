package io.launchlog.ingest;

import static io.launchlog.ingest.IngestFixture.eventually;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Something that is done again and again beside the test until it closes this, however the test ends. What it throws
 * fails the test then; beside a failure of the test itself it is suppressed.
 */
public final class Repeated implements AutoCloseable {

    private final AtomicInteger done = new AtomicInteger();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<?> running;
    private volatile boolean over;

    /** Begins with it. What it waits for must have an end, since closing waits for the round that is under way. */
    public Repeated(Round round) {
        this.running = thread.submit(() -> {
            while (!over) {
                round.run();
                done.incrementAndGet();
            }
            return null;
        });
    }

    /** Waits until it was begun and done so often after now, whatever came of it; at once when it has failed. */
    public void awaitRounds(int count) {
        // The one that is under way was begun before.
        int enough = done.get() + 1 + count;
        eventually().until(() -> running.isDone() || done.get() >= enough);
    }

    @Override
    public void close() throws InterruptedException, ExecutionException {
        over = true;
        try (thread) {
            running.get();
        }
    }

    /** What is done each time. */
    @FunctionalInterface
    public interface Round {

        void run() throws Exception;
    }
}
