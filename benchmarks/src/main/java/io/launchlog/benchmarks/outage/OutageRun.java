package io.launchlog.benchmarks.outage;

import io.launchlog.benchmarks.load.Replies;
import io.launchlog.benchmarks.load.Reply;
import io.launchlog.benchmarks.measure.Figure;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * What was seen, and how it is judged.
 *
 * @param replies to the load that went on all the time
 * @param perSecond how many requests there were
 */
public record OutageRun(Replies replies, Times times, double perSecond) {

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final int TOO_SLOW = 504;
    private static final double P99 = 99;
    private static final double LONGEST_MILLIS = 1000;
    private static final double LONGEST_RECOVERY_MILLIS = 5000;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Duration SETTLING = Duration.ofSeconds(OutageSizes.SETTLING_SECONDS);

    /** After the first page some requests may still be held back, as the service tries with a few. */
    private static final Duration TRIAL = Duration.ofSeconds(2);

    /**
     * What Elasticsearch did, as {@link System#nanoTime()} has it.
     *
     * @param stopping when it was told to end
     * @param gone when it had ended
     * @param starting when it was started
     * @param back when it answered again
     */
    public record Times(long stopping, long gone, long starting, long back) {

        private boolean isWell(Reply reply) {
            return reply.ended() < stopping;
        }

        /** While it ends and shortly after, answers of before may come, or none in time. */
        private boolean isSettling(Reply reply) {
            return !isWell(reply) && reply.sent() < gone + SETTLING.toNanos();
        }

        private boolean isOut(Reply reply) {
            return reply.sent() >= gone + SETTLING.toNanos() && reply.sent() < starting;
        }

        private boolean isStarting(Reply reply) {
            return reply.sent() >= starting && reply.sent() < back;
        }
    }

    /** Every line of the table. */
    public List<Figure> figures() {
        long firstPage = firstPage();
        List<Reply> wellAgain = replies.all().stream()
                .filter(reply -> isWellAgain(reply, firstPage))
                .toList();
        double recovery = firstPage == Long.MAX_VALUE
                ? Double.POSITIVE_INFINITY
                : Math.max(0, firstPage - times.back()) / NANOS_PER_MILLI;
        return List.of(
                Figure.none("before_not_200", count(times::isWell, reply -> !isPage(reply))),
                Figure.told("first_seconds_503_p99_ms", p99(times::isSettling, OutageRun::isUnavailable)),
                Figure.told("first_seconds_504", count(times::isSettling, reply -> reply.isStatus(TOO_SLOW))),
                Figure.none("first_seconds_other_than_200_503_504", count(times::isSettling, OutageRun::isOther)),
                Figure.told("outage_answers", count(times::isOut, _ -> true)),
                Figure.none("outage_not_503", count(times::isOut, reply -> !isUnavailable(reply))),
                Figure.atMost("outage_p99_ms", p99(times::isOut, _ -> true), LONGEST_MILLIS),
                Figure.atMost("outage_most_at_once", mostAtOnce(), Math.max(1, perSecond)),
                Figure.none(
                        "starting_other_than_200_503",
                        count(times::isStarting, reply -> !isPage(reply) && !isUnavailable(reply))),
                Figure.atMost("back_to_first_200_ms", recovery, LONGEST_RECOVERY_MILLIS),
                Figure.atLeast(
                        "well_again_200",
                        (double) wellAgain.stream().filter(OutageRun::isPage).count(),
                        1),
                Figure.none(
                        "well_again_not_200",
                        wellAgain.stream().filter(reply -> !isPage(reply)).count()));
    }

    private long count(Predicate<Reply> when, Predicate<Reply> like) {
        return replies.count(when.and(like));
    }

    private double p99(Predicate<Reply> when, Predicate<Reply> like) {
        return replies.millis(P99, when.and(like));
    }

    /** When the first page came that Elasticsearch has given after its start; the greatest number for never. */
    private long firstPage() {
        return replies.all().stream()
                .filter(reply -> isPage(reply) && reply.sent() >= times.starting())
                .mapToLong(Reply::ended)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private boolean isWellAgain(Reply reply, long firstPage) {
        return firstPage != Long.MAX_VALUE && reply.sent() >= Math.max(firstPage, times.back()) + TRIAL.toNanos();
    }

    /** The most requests that waited for an answer at the moment when one was sent, all of the outage. */
    private int mostAtOnce() {
        List<Reply> out = replies.all().stream().filter(times::isOut).toList();
        long[] sent = out.stream().mapToLong(Reply::sent).sorted().toArray();
        long[] ended = out.stream().mapToLong(Reply::ended).sorted().toArray();
        int most = 0;
        int done = 0;
        for (int i = 0; i < sent.length; i++) {
            while (ended[done] <= sent[i]) {
                done++;
            }
            most = Math.max(most, i + 1 - done);
        }
        return most;
    }

    private static boolean isPage(Reply reply) {
        return reply.isStatus(OK);
    }

    private static boolean isUnavailable(Reply reply) {
        return reply instanceof Reply.Answered answered
                && answered.status() == UNAVAILABLE
                && answered.saysWhenToRetry();
    }

    private static boolean isOther(Reply reply) {
        return !isPage(reply) && !isUnavailable(reply) && !reply.isStatus(TOO_SLOW);
    }
}
