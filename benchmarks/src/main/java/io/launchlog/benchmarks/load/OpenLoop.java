package io.launchlog.benchmarks.load;

import io.launchlog.benchmarks.BenchmarkException;
import io.launchlog.benchmarks.store.HttpCalls;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ClassicHttpRequest;

/** Requests that are sent at their times, whether those before them have been answered or not. */
public final class OpenLoop implements AutoCloseable {

    /** Between two requests, when there is one a minute. */
    private static final Duration LONGEST_STEP = Duration.ofMinutes(1);

    private final HttpCalls calls;
    private final Supplier<ClassicHttpRequest> requests;
    private final long interval;
    private final Semaphore places;
    private final ExecutorService senders;
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final Thread arrivals = Thread.ofPlatform().name("arrivals").unstarted(this::arrive);
    private volatile boolean isEnding;
    private final AtomicLong heldBack = new AtomicLong();
    private volatile Duration time = Duration.ZERO;

    private OpenLoop(
            ExecutorService senders,
            HttpCalls calls,
            Supplier<ClassicHttpRequest> requests,
            double perSecond,
            int mostInFlight) {
        this.senders = senders;
        this.calls = calls;
        this.requests = requests;
        this.interval = Math.max(1, Math.round(1e9 / perSecond));
        this.places = new Semaphore(mostInFlight);
        arrivals.start();
    }

    /**
     * Begins.
     *
     * @param requests asked for the next one by one thread
     * @param perSecond positive
     * @param mostInFlight requests beyond them are not sent, and counted
     */
    public static OpenLoop start(
            HttpCalls calls, Supplier<ClassicHttpRequest> requests, double perSecond, int mostInFlight) {
        return new OpenLoop(Executors.newVirtualThreadPerTaskExecutor(), calls, requests, perSecond, mostInFlight);
    }

    /**
     * The same for few requests, each by a thread of the system: beside many of another loop, which have virtual ones, they
     * wait for the service and not for these.
     */
    public static OpenLoop startApart(
            HttpCalls calls, Supplier<ClassicHttpRequest> requests, double perSecond, int mostInFlight) {
        return new OpenLoop(Executors.newCachedThreadPool(), calls, requests, perSecond, mostInFlight);
    }

    /** Sends no more, waits for what is in flight, and tells what became of all. */
    public Replies finish() {
        isEnding = true;
        join(LONGEST_STEP);
        senders.close();
        return new Replies(List.copyOf(replies), heldBack(), time);
    }

    /** The same after that time. */
    public Replies finishAfter(Duration wait) {
        join(wait);
        return finish();
    }

    /** How many requests were not sent so far, because too many were in flight. */
    long heldBack() {
        return heldBack.get();
    }

    /** Sends no more, and waits for nothing. */
    @Override
    public void close() {
        isEnding = true;
        join(LONGEST_STEP);
        var _ = senders.shutdownNow();
    }

    private void join(Duration wait) {
        try {
            boolean _ = arrivals.join(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("Interrupted", e);
        }
    }

    private void arrive() {
        long start = System.nanoTime();
        long next = start;
        while (!isEnding) {
            long wait = next - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
                continue;
            }
            next += interval;
            if (places.tryAcquire()) {
                ClassicHttpRequest request = requests.get();
                senders.execute(() -> send(request));
            } else {
                heldBack.incrementAndGet();
            }
        }
        time = Duration.ofNanos(System.nanoTime() - start);
    }

    private void send(ClassicHttpRequest request) {
        try {
            replies.add(reply(calls, request));
        } finally {
            places.release();
        }
    }

    /** Sends one request and waits for what becomes of it. */
    public static Reply reply(HttpCalls calls, ClassicHttpRequest request) {
        long sent = System.nanoTime();
        try {
            HttpCalls.Outcome outcome = calls.ask(request);
            return new Reply.Answered(sent, System.nanoTime() - sent, outcome.status(), outcome.saysWhenToRetry());
        } catch (IOException | RuntimeException e) {
            return new Reply.Failed(sent, System.nanoTime() - sent, e.getClass().getSimpleName());
        }
    }
}
