package io.launchlog.benchmarks.overload;

import io.launchlog.benchmarks.load.Replies;
import io.launchlog.benchmarks.load.Reply;
import io.launchlog.benchmarks.measure.Figure;
import java.time.Duration;
import java.util.List;

/**
 * What was seen, and how it is judged.
 *
 * @param sizes of the run
 * @param sustained requests per second that the service answered to clients that wait for it
 * @param idle replies to the quiet project when it was alone
 * @param noisy replies to the project that asked for too much
 * @param quiet replies to the other one meanwhile
 * @param recovery the first reply to the noisy project after its load
 */
public record OverloadRun(
        OverloadSizes sizes,
        double sustained,
        Replies idle,
        Replies noisy,
        Replies quiet,
        Memory memory,
        Reply recovery) {

    /** Of every request; beyond it an answer comes too late (launchlog.query.deadline). */
    static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final double P99 = 99;
    private static final double MOST_TIMES_IDLE = 3;
    private static final double MOST_GROWTH = 1.1;
    private static final double NANOS_PER_MILLI = 1e6;

    /** Of the factor, so much at least has to be sent: load that was not there proves nothing. */
    private static final double LEAST_OFFERED = 0.9;

    /**
     * What the service took under load.
     *
     * @param most resident, mebibytes; 0 where the system does not tell
     * @param mostHeap mebibytes, garbage included
     * @param residentGrowth last quarter by second
     * @param heapGrowth after the load by after the warm-up with as much, without garbage
     */
    public record Memory(double most, double mostHeap, double residentGrowth, double heapGrowth) {

        static Memory of(MemoryTrend trend, double heapGrowth) {
            return new Memory(trend.mostResident(), trend.mostHeap(), trend.residentGrowth(), heapGrowth);
        }
    }

    /** Every line of the table. */
    public List<Figure> figures() {
        double idleP99 = idle.millis(P99, OverloadRun::isPage);
        double longest = MOST_TIMES_IDLE * idleP99;
        double recovered = isPage(recovery) ? recovery.took() / NANOS_PER_MILLI : Double.POSITIVE_INFINITY;
        return List.of(
                Figure.told("sustained_requests/s", sustained),
                Figure.told("offered_requests/s", noisy.perSecond()),
                Figure.atLeast("offered_to_sustained", noisy.perSecond() / sustained, LEAST_OFFERED * sizes.factor()),
                Figure.told("held_back_by_the_client", noisy.heldBack()),
                Figure.told("answered_200", noisy.count(OverloadRun::isPage)),
                Figure.told("answered_200_p99_ms", noisy.millis(P99, OverloadRun::isPage)),
                Figure.told("refused_429", noisy.count(OverloadRun::isRefusal)),
                Figure.told("refused_429_p99_ms", noisy.millis(P99, OverloadRun::isRefusal)),
                Figure.none("neither_in_time_nor_refused", noisy.count(OverloadRun::isNeither)),
                Figure.told("quiet_idle_p99_ms", idleP99),
                Figure.atMost("quiet_p99_ms", quiet.millis(P99, OverloadRun::isPage), longest),
                Figure.none("quiet_not_answered_200", quiet.count(reply -> !isPage(reply))),
                Figure.told("resident_most_MiB", memory.most()),
                Figure.atMost("resident_growth", memory.residentGrowth(), MOST_GROWTH),
                Figure.told("heap_most_MiB", memory.mostHeap()),
                Figure.atMost("heap_growth", memory.heapGrowth(), MOST_GROWTH),
                Figure.atMost("recovery_ms", recovered, longest));
    }

    private static boolean isPage(Reply reply) {
        return reply.isStatus(OK) && reply.took() <= DEADLINE.toNanos();
    }

    private static boolean isRefusal(Reply reply) {
        return reply instanceof Reply.Answered answered
                && answered.status() == TOO_MANY
                && answered.saysWhenToRetry()
                && reply.took() <= DEADLINE.toNanos();
    }

    private static boolean isNeither(Reply reply) {
        return !isPage(reply) && !isRefusal(reply);
    }
}
