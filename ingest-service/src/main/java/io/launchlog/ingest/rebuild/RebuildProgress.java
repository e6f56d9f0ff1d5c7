package io.launchlog.ingest.rebuild;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Tells every few seconds how far the replay is, and how long it will take. Counted by several threads. */
final class RebuildProgress implements AutoCloseable {

    private static final long EVERY_SECONDS = 2;

    private final PrintWriter out;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("rebuild-progress").daemon().factory());
    private final AtomicLong offsets = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private volatile long expected;
    private volatile long started;
    private volatile @Nullable String heldUp;

    RebuildProgress(PrintWriter out) {
        this.out = out;
        var _ = timer.scheduleAtFixedRate(this::print, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }

    PrintWriter writer() {
        return out;
    }

    /** @param offsetsToRead of all partitions */
    void replaying(long offsetsToRead) {
        expected = offsetsToRead;
        started = System.nanoTime();
    }

    /** @param passed offsets, whatever was at them */
    void passed(long passed, int storedEvents) {
        offsets.addAndGet(passed);
        events.addAndGet(storedEvents);
        heldUp = null;
    }

    void heldUp(String why) {
        heldUp = why;
    }

    /** The replay is over. */
    void replayed() {
        say(String.format(
                Locale.ROOT,
                "Replayed %,d offsets of the log with %,d events in %.1f s",
                offsets.get(),
                events.get(),
                (System.nanoTime() - started) / 1e9));
        expected = 0;
    }

    private void print() {
        if (expected > 0) {
            say(line(offsets.get(), expected, Duration.ofNanos(System.nanoTime() - started), heldUp));
        }
    }

    static String line(long passed, long expected, Duration elapsed, @Nullable String heldUp) {
        double perSecond = passed / Math.max(0.001, elapsed.toMillis() / 1000.0);
        long left = perSecond < 1 ? -1 : (long) ((expected - passed) / perSecond);
        return String.format(
                        Locale.ROOT,
                        "rebuild replays: %,d of %,d (%d%%, %,.0f/s)",
                        passed,
                        expected,
                        Math.min(100, passed * 100 / Math.max(1, expected)),
                        perSecond)
                + (left < 0 ? "" : ", about " + readable(left) + " left")
                + (heldUp == null ? "" : "; held up: " + heldUp);
    }

    private static String readable(long seconds) {
        return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
