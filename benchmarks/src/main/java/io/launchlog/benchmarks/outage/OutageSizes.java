package io.launchlog.benchmarks.outage;

import java.time.Duration;

/**
 * How long Elasticsearch is away, and who asks meanwhile.
 *
 * @param perSecond requests
 * @param page events in an answer
 * @param before how long all is well first
 * @param outage how long Elasticsearch is away; more than the {@value #SETTLING_SECONDS} s in which it may show
 * @param after how long it is watched when Elasticsearch is back
 * @param seed of the order of the requests
 */
public record OutageSizes(double perSecond, int page, Duration before, Duration outage, Duration after, long seed) {

    /** So long after its end, answers may be late or of before. */
    static final int SETTLING_SECONDS = 5;

    private static final int LARGEST_PAGE = 1000;

    /** @throws IllegalArgumentException when one is out of its bounds */
    public OutageSizes {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("--rate is " + perSecond + "; allowed: more than 0");
        }
        if (page < 1 || page > LARGEST_PAGE) {
            throw new IllegalArgumentException("--page is " + page + "; allowed: 1 to " + LARGEST_PAGE);
        }
        if (outage.toSeconds() <= SETTLING_SECONDS) {
            throw new IllegalArgumentException(
                    "--seconds is " + outage.toSeconds() + "; allowed: more than " + SETTLING_SECONDS);
        }
        if (!before.isPositive() || !after.isPositive()) {
            throw new IllegalArgumentException(
                    "--before (" + before + ") and --after (" + after + ") have to be positive");
        }
    }
}
