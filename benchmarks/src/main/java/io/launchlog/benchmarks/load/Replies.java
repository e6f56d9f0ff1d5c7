package io.launchlog.benchmarks.load;

import io.launchlog.benchmarks.measure.Statistics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What became of all requests of a load.
 *
 * @param all in the order in which they ended
 * @param heldBack requests that were not sent because too many were in flight
 * @param time for which requests were sent
 */
public record Replies(List<Reply> all, long heldBack, Duration time) {

    private static final double NANOS_PER_MILLI = 1e6;

    public Replies {
        all = List.copyOf(all);
    }

    /** Requests sent in a second. */
    public double perSecond() {
        return all.size() / (time.toNanos() / 1e9);
    }

    /** How many are like that. */
    public long count(Predicate<Reply> like) {
        return all.stream().filter(like).count();
    }

    /** A percentile of the time that those took that are like that, milliseconds; not a number when none is. */
    public double millis(double percent, Predicate<Reply> like) {
        long[] taken = all.stream().filter(like).mapToLong(Reply::took).toArray();
        return taken.length == 0 ? Double.NaN : Statistics.percentile(taken, percent) / NANOS_PER_MILLI;
    }

    /** How often each status and each reason of failure came. */
    public Map<String, Long> kinds() {
        return all.stream().collect(Collectors.groupingBy(Replies::kind, TreeMap::new, Collectors.counting()));
    }

    private static String kind(Reply reply) {
        return switch (reply) {
            case Reply.Answered answered -> Integer.toString(answered.status());
            case Reply.Failed failed -> failed.reason();
        };
    }
}
