package io.launchlog.query.exchange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/** Takes the nodes by turns; one that has failed comes last for a while. */
final class Nodes {

    private static final long NEVER = Long.MIN_VALUE;

    private final List<ElasticNode> all;
    private final Duration pause;
    private final LongSupplier nanoTime;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicLongArray failedAt;

    /**
     * @param all 1 or more
     * @param pause how long a node that has failed comes last
     */
    Nodes(List<ElasticNode> all, Duration pause, LongSupplier nanoTime) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("No node of Elasticsearch is configured; set spring.elasticsearch.uris");
        }
        this.all = List.copyOf(all);
        this.pause = pause;
        this.nanoTime = nanoTime;
        this.failedAt = new AtomicLongArray(all.size());
        for (int i = 0; i < all.size(); i++) {
            failedAt.set(i, NEVER);
        }
    }

    /** All of them, in the order in which one exchange should try them. */
    List<ElasticNode> inOrder() {
        if (all.size() == 1) {
            return all;
        }
        int first = Math.floorMod(turn.getAndIncrement(), all.size());
        List<ElasticNode> order = new ArrayList<>(all.size());
        List<ElasticNode> last = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            int index = (first + i) % all.size();
            (isPaused(index) ? last : order).add(all.get(index));
        }
        order.addAll(last);
        return order;
    }

    void failed(ElasticNode node) {
        failedAt.set(all.indexOf(node), nanoTime.getAsLong());
    }

    void answered(ElasticNode node) {
        int index = all.indexOf(node);
        if (failedAt.get(index) != NEVER) {
            failedAt.set(index, NEVER);
        }
    }

    private boolean isPaused(int index) {
        long at = failedAt.get(index);
        return at != NEVER && nanoTime.getAsLong() - at < pause.toNanos();
    }
}
