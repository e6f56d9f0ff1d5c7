package io.launchlog.ingest.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What keeps ingest from going on, since when and why. Each worker (a consumer thread, the set-up) says when it is held
 * up and when it goes on; it is logged once each way, and when the cause becomes another one, not at every attempt.
 */
@Component
public class Obstacles {

    private static final Logger LOG = LoggerFactory.getLogger(Obstacles.class);

    private static final Duration LEAST_BETWEEN_TEXTS = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private final Map<String, Obstacle> byWorker = new ConcurrentHashMap<>();

    /** What the obstacles that are cleared have cost, in milliseconds. */
    private final AtomicLong clearedMilliseconds = new AtomicLong();

    public Obstacles(Clock clock) {
        this.clock = clock;
    }

    /**
     * One worker is held up.
     *
     * @param since when it was first held up
     * @param cause what stands in the way
     * @param detail what was said at the last attempt
     * @param attempts how often it has tried
     */
    public record Obstacle(Instant since, RetryCause cause, String detail, int attempts) {}

    /** An attempt of that worker failed. */
    public void heldUp(String worker, RetryCause cause, String detail) {
        byWorker.compute(worker, (name, before) -> next(name, before, cause, detail));
    }

    /** That worker is getting on. */
    public void cleared(String worker) {
        // Asked for every batch: the common case must not cost a write.
        if (byWorker.containsKey(worker)) {
            Obstacle obstacle = byWorker.remove(worker);
            if (obstacle != null) {
                clearedMilliseconds.addAndGet(millisecondsSince(obstacle));
                LOG.info(
                        "{} goes on; it was held up since {} by {}",
                        worker,
                        obstacle.since(),
                        obstacle.cause().label());
            }
        }
    }

    /** The workers that are held up now, by name. */
    public Map<String, Obstacle> current() {
        return new TreeMap<>(byWorker);
    }

    /** For how long workers were held up until now, one after the other, in seconds. */
    double heldUpSeconds() {
        long open =
                byWorker.values().stream().mapToLong(this::millisecondsSince).sum();
        return (clearedMilliseconds.get() + open) / 1000.0;
    }

    private long millisecondsSince(Obstacle obstacle) {
        return Math.max(0, Duration.between(obstacle.since(), clock.instant()).toMillis());
    }

    private Obstacle next(String worker, @Nullable Obstacle before, RetryCause cause, String detail) {
        if (before == null) {
            tell(worker, "is held up", cause, detail);
            return new Obstacle(clock.instant(), cause, detail, 1);
        }
        if (before.cause() != cause || isAnother(worker, detail)) {
            tell(worker, "is now held up", cause, detail);
        }
        return new Obstacle(before.since(), cause, detail, before.attempts() + 1);
    }

    /** What is in the way may change while a worker waits; numbers in a text may change at each attempt. */
    private boolean isAnother(String worker, String detail) {
        Told last = told.get(worker);
        return last != null
                && !last.detail().equals(detail)
                && Duration.between(last.at(), clock.instant()).compareTo(LEAST_BETWEEN_TEXTS) >= 0;
    }

    private void tell(String worker, String state, RetryCause cause, String detail) {
        LOG.warn("{} {} by {} and tries again until it can go on: {}", worker, state, cause.label(), detail);
        told.put(worker, new Told(clock.instant(), detail));
    }

    /** The last line about a worker. */
    private record Told(Instant at, String detail) {}
}
