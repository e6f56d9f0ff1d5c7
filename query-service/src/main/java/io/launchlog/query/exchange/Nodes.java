package io.launchlog.query.exchange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * Takes the nodes by turns. One that has failed comes last; when its pause is over, one exchange tries it first,
 * and each further failure doubles the pause.
 */
final class Nodes {

    private static final int MOST_DOUBLINGS = 5;

    private final List<ElasticNode> all;
    private final Duration pause;
    private final LongSupplier nanoTime;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicIntegerArray failures;
    private final AtomicLongArray retryAt;

    /**
     * @param all 1 or more
     * @param pause how long a node that has failed for the first time comes last
     */
    Nodes(List<ElasticNode> all, Duration pause, LongSupplier nanoTime) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("No node of Elasticsearch is configured; set spring.elasticsearch.uris");
        }
        this.all = List.copyOf(all);
        this.pause = pause;
        this.nanoTime = nanoTime;
        this.failures = new AtomicIntegerArray(all.size());
        this.retryAt = new AtomicLongArray(all.size());
    }

    /** All of them, in the order in which one exchange should try them. */
    List<ElasticNode> inOrder() {
        if (all.size() == 1) {
            return all;
        }
        int first = Math.floorMod(turn.getAndIncrement(), all.size());
        List<ElasticNode> tried = new ArrayList<>(all.size());
        List<ElasticNode> usable = new ArrayList<>(all.size());
        List<ElasticNode> last = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            int index = (first + i) % all.size();
            List<ElasticNode> place = failures.get(index) == 0 ? usable : isToBeTried(index) ? tried : last;
            place.add(all.get(index));
        }
        tried.addAll(usable);
        tried.addAll(last);
        return tried;
    }

    void failed(ElasticNode node) {
        int index = all.indexOf(node);
        int before = failures.getAndIncrement(index);
        retryAt.set(index, nanoTime.getAsLong() + pauseAfter(before));
    }

    void answered(ElasticNode node) {
        int index = all.indexOf(node);
        if (failures.get(index) > 0) {
            failures.set(index, 0);
        }
    }

    /** Whether the pause of a node that has failed is over; only one exchange is told so, until the next pause is over. */
    private boolean isToBeTried(int index) {
        long at = retryAt.get(index);
        long now = nanoTime.getAsLong();
        return now - at >= 0 && retryAt.compareAndSet(index, at, now + pauseAfter(failures.get(index) - 1));
    }

    private long pauseAfter(int failuresBefore) {
        return pause.toNanos() << Math.clamp(failuresBefore, 0, MOST_DOUBLINGS);
    }
}
