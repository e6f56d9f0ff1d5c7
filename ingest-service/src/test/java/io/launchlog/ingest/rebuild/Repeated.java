package io.launchlog.ingest.rebuild;

import static io.launchlog.ingest.IngestFixture.eventually;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Something that is done again and again beside the test until it closes this; what it throws fails the test then. */
final class Repeated implements AutoCloseable {

    private final AtomicInteger done = new AtomicInteger();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<?> running;
    private volatile boolean over;

    Repeated(Runnable action) {
        this.running = thread.submit(() -> {
            while (!over) {
                action.run();
                done.incrementAndGet();
            }
        });
    }

    /** Waits until it was begun after now and is done, whatever came of it; at once when it has failed. */
    void awaitWhole() {
        int before = done.get();
        eventually().until(() -> running.isDone() || done.get() >= before + 2);
    }

    @Override
    public void close() throws InterruptedException, ExecutionException {
        over = true;
        try (thread) {
            running.get();
        }
    }
}
