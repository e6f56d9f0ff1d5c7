package io.launchlog.standalone;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.LoggerFactory;

/**
 * Stops everything once, in the order opposite to that of the start: on a failed start, or when the process is told to
 * end (Ctrl-C, SIGTERM).
 *
 * <p>There is one hook for all, because hooks of the JVM run at the same time: Kafka would be gone while its consumers
 * still commit.
 */
final class Shutdown {

    /** A part of the instance that ends when it is closed. */
    @FunctionalInterface
    interface Part {
        void close() throws Exception;
    }

    private static final Duration PATIENCE = Duration.ofSeconds(13);

    private final Progress progress;
    private final Deque<Part> parts = new ArrayDeque<>();
    private final Thread hook = new Thread(this::stopAndHalt, "shutdown");
    private boolean closed;

    private Shutdown(Progress progress) {
        this.progress = progress;
    }

    /** From now on a signal stops what has been added. */
    static Shutdown onSignal(Progress progress) {
        Shutdown shutdown = new Shutdown(progress);
        Runtime.getRuntime().addShutdownHook(shutdown.hook);
        return shutdown;
    }

    /** Adds what is to be closed before everything that was added earlier. */
    <T extends Part> T add(T part) {
        synchronized (parts) {
            if (!closed) {
                parts.push(part);
                return part;
            }
        }
        close(part);
        throw new CannotRunException("Stopped while it started");
    }

    /** Stops everything now, because the start failed; false when the hook does it already, and ends the process. */
    boolean abort() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false;
        }
        closeAll();
        return true;
    }

    private void stopAndHalt() {
        long started = System.nanoTime();
        progress.say("Stopping ...");
        Thread closing = Thread.ofPlatform().daemon().name("shutdown-parts").start(this::closeAll);
        try {
            closing.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        boolean clean = !closing.isAlive();
        progress.say(
                clean
                        ? "Stopped in " + Progress.secondsSince(started) + "."
                        : "Stopped without waiting longer than " + PATIENCE.toSeconds() + " s.");
        // A JVM ended by a signal exits with 128 + its number, unless the last hook says otherwise.
        Runtime.getRuntime().halt(clean ? 0 : 1);
    }

    private void closeAll() {
        while (true) {
            Part part;
            synchronized (parts) {
                closed = true;
                part = parts.poll();
            }
            if (part == null) {
                return;
            }
            close(part);
        }
    }

    private static void close(Part part) {
        try {
            part.close();
        } catch (Exception e) {
            LoggerFactory.getLogger(Shutdown.class).error("{} did not stop cleanly", part, e);
        }
    }
}
