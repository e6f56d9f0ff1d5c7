package io.launchlog.query.overload;

import io.launchlog.query.error.ApiError;
import io.launchlog.query.error.ApiException;
import io.launchlog.query.exchange.Deadline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many requests search at once; those beyond it wait a little and are then refused. A permit that becomes free
 * goes to the project that has the fewest, so that one that asks too much waits behind all the others. No project gets all
 * of them: what is left is there at once for the next one that comes. One that asks alone gets twice as many as it has
 * beside others. Nor do some of them keep others from waiting: when all places to wait are taken, one is made free where
 * there is most for who has less.
 */
public final class SearchPermits {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Share> shares = new HashMap<>();
    private final Queueing queueing;
    private final Rivals rivals;
    private final int mostOfOne;
    private final int mostOfOneAlone;
    private int free;
    private int waiting;
    private long arrivals;

    /**
     * How requests wait.
     *
     * @param longest for a permit; zero for none at all
     * @param most of all projects together
     * @param mostOfOne project
     */
    record Queueing(Duration longest, int most, int mostOfOne) {}

    /** What a project has; kept as long as it has or wants something. */
    private static final class Share {

        private int searching;
        private final Deque<Waiter> waiters = new ArrayDeque<>();

        int all() {
            return searching + waiters.size();
        }
    }

    private static final class Waiter {

        private final Condition decided;
        private final long arrival;
        private boolean isGranted;
        private boolean isRefused;

        Waiter(Condition decided, long arrival) {
            this.decided = decided;
            this.arrival = arrival;
        }
    }

    /**
     * @param atOnce 1 or more
     * @param atOnceOfOne project while others ask; but three quarters of all at most, and at least one
     * @param rivals not used by anybody else
     */
    SearchPermits(int atOnce, int atOnceOfOne, Queueing queueing, Rivals rivals) {
        this.free = atOnce;
        int threeQuarters = Math.max(1, atOnce * 3 / 4);
        this.mostOfOne = Math.clamp(atOnceOfOne, 1, threeQuarters);
        this.mostOfOneAlone = Math.clamp(2L * atOnceOfOne, 1, threeQuarters);
        this.queueing = queueing;
        this.rivals = rivals;
    }

    /**
     * Takes a permit until it is closed.
     *
     * @param projectId for which is searched
     * @param deadline of the request, behind which it is not waited
     * @throws ApiException ModelArts.6101 when none became free in time, or too many wait
     */
    public Permit take(String projectId, Deadline deadline) {
        lock.lock();
        try {
            rivals.asks(projectId);
            int most = mostOfEach();
            // Who waits may have more than before, when nobody else has asked meanwhile.
            handOut(most);
            Share share = shares.computeIfAbsent(projectId, _ -> new Share());
            // What is free is handed out: while something is, nobody waits who may have more.
            if (free > 0 && share.searching < most) {
                free--;
                share.searching++;
            } else {
                await(projectId, share, deadline);
            }
        } finally {
            lock.unlock();
        }
        return () -> giveBack(projectId);
    }

    private void await(String projectId, Share share, Deadline deadline) {
        long left = Math.min(queueing.longest().toNanos(), deadline.remainingNanos());
        boolean mayWait = left > 0 && share.waiters.size() < queueing.mostOfOne();
        if (!mayWait || (waiting >= queueing.most() && !isRoomMadeFor(share))) {
            forgetIfIdle(projectId, share);
            throw new ApiException(ApiError.tooManyRequests());
        }
        Waiter waiter = new Waiter(lock.newCondition(), arrivals++);
        share.waiters.add(waiter);
        waiting++;
        try {
            while (!waiter.isGranted && !waiter.isRefused && left > 0) {
                left = waiter.decided.awaitNanos(left);
            }
            if (!waiter.isGranted && !waiter.isRefused) {
                // It may have more than when it came, and nobody has asked or given back since then.
                handOut(mostOfEach());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (waiter.isGranted) {
                handOn(projectId, share);
            }
            throw new ApiException(ApiError.unreachable("The service"), e);
        } finally {
            if (!waiter.isGranted && !waiter.isRefused) {
                share.waiters.remove(waiter);
                waiting--;
                forgetIfIdle(projectId, share);
            }
        }
        if (!waiter.isGranted) {
            throw new ApiException(ApiError.tooManyRequests());
        }
    }

    /**
     * Refuses the newest waiter of who has most. Not when the newcomer would then have more than that one: two that want
     * as much would refuse each other's in turns.
     */
    private boolean isRoomMadeFor(Share newcomer) {
        Share greediest = null;
        for (Share share : shares.values()) {
            if (!share.waiters.isEmpty() && (greediest == null || hasMore(share, greediest))) {
                greediest = share;
            }
        }
        if (greediest == null || newcomer.all() + 1 >= greediest.all()) {
            return false;
        }
        Waiter refused = greediest.waiters.removeLast();
        waiting--;
        refused.isRefused = true;
        refused.decided.signal();
        return true;
    }

    private static boolean hasMore(Share one, Share other) {
        return one.all() == other.all()
                ? one.waiters.getLast().arrival > other.waiters.getLast().arrival
                : one.all() > other.all();
    }

    private void giveBack(String projectId) {
        lock.lock();
        try {
            Share share = shares.get(projectId);
            if (share == null || share.searching == 0) {
                throw new IllegalStateException("A permit was closed twice");
            }
            handOn(projectId, share);
        } finally {
            lock.unlock();
        }
    }

    private void handOn(String projectId, Share share) {
        share.searching--;
        free++;
        handOut(mostOfEach());
        forgetIfIdle(projectId, share);
    }

    /** @param most that each project may have */
    private void handOut(int most) {
        while (free > 0 && waiting > 0) {
            Share next = neediest(most);
            if (next == null) {
                return;
            }
            Waiter waiter = next.waiters.remove();
            waiting--;
            free--;
            next.searching++;
            waiter.isGranted = true;
            waiter.decided.signal();
        }
    }

    private int mostOfEach() {
        return rivals.areThere() ? mostOfOne : mostOfOneAlone;
    }

    /** Of those that want something and may have more: who has the fewest, and of several who has waited longest. */
    private @Nullable Share neediest(int most) {
        Share neediest = null;
        for (Share share : shares.values()) {
            boolean waits = !share.waiters.isEmpty() && share.searching < most;
            if (waits && (neediest == null || needsMore(share, neediest))) {
                neediest = share;
            }
        }
        return neediest;
    }

    private static boolean needsMore(Share one, Share other) {
        return one.searching == other.searching
                ? one.waiters.element().arrival < other.waiters.element().arrival
                : one.searching < other.searching;
    }

    private void forgetIfIdle(String projectId, Share share) {
        if (share.searching == 0 && share.waiters.isEmpty()) {
            shares.remove(projectId, share);
        }
    }

    /** How many requests wait. */
    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** How many permits nobody has. */
    int free() {
        lock.lock();
        try {
            return free;
        } finally {
            lock.unlock();
        }
    }

    /** The right to search; close it once. */
    @FunctionalInterface
    public interface Permit extends AutoCloseable {

        @Override
        void close();
    }
}
