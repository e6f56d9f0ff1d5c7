package io.launchlog.ingest.verify;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Tells every few seconds how far it is. Counted by several threads. */
final class Progress implements AutoCloseable {

    private static final long EVERY_SECONDS = 2;

    private final PrintWriter out;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("verify-progress").daemon().factory());
    private final AtomicLong records = new AtomicLong();
    private final AtomicLong documents = new AtomicLong();
    private volatile String step = "looks at the log and the index";
    private volatile long expectedRecords;
    private volatile long expectedDocuments;
    private volatile long started = System.nanoTime();

    Progress(PrintWriter out) {
        this.out = out;
        var _ = timer.scheduleAtFixedRate(this::print, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    void waiting(long open) {
        step = String.format(Locale.ROOT, "waits for ingest to commit %,d more offsets", open);
    }

    void comparing(long recordsToRead, long documentsToRead) {
        expectedRecords = recordsToRead;
        expectedDocuments = documentsToRead;
        started = System.nanoTime();
        step = "";
    }

    void step(String what) {
        step = what;
    }

    /** Tells something at once. */
    void say(String what) {
        out.println("verify " + what);
        out.flush();
    }

    void recordRead() {
        records.incrementAndGet();
    }

    void documentsRead(int count) {
        documents.addAndGet(count);
    }

    private void print() {
        String what = step;
        if (what.isEmpty()) {
            double seconds = (System.nanoTime() - started) / 1e9;
            what = "reads: log " + of(records.get(), expectedRecords, seconds) + "; index "
                    + of(documents.get(), expectedDocuments, seconds);
        }
        say(what);
    }

    private static String of(long count, long expected, double seconds) {
        long percent = expected == 0 ? 100 : Math.min(100, count * 100 / expected);
        return String.format(Locale.ROOT, "%,d of %,d (%d%%, %,.0f/s)", count, expected, percent, count / seconds);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
