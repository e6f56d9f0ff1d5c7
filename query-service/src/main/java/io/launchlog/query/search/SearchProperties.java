package io.launchlog.query.search;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Elasticsearch is searched.
 *
 * @param deadline how long a request may take, from its arrival to the end of its searches; positive
 * @param resultWindow how far a plain search may page: {@code index.max_result_window}, and at least the largest page
 * @param seekBuckets into how many stretches of time a deep page's place is narrowed down at once; 2 to 30,000
 */
@ConfigurationProperties("launchlog.query")
public record SearchProperties(
        @DefaultValue("10s") Duration deadline,
        @DefaultValue("10000") int resultWindow,
        @DefaultValue("2000") int seekBuckets) {

    /** Elasticsearch allows 65,536 in one answer ({@code search.max_buckets}), and sorted by type there are two of each. */
    private static final int MOST_BUCKETS = 30_000;

    /** @throws IllegalArgumentException when one is out of its bounds */
    public SearchProperties {
        if (!deadline.isPositive()) {
            throw new IllegalArgumentException("launchlog.query.deadline is " + deadline + "; allowed: more than 0");
        }
        if (resultWindow < 1) {
            throw new IllegalArgumentException(
                    "launchlog.query.result-window is " + resultWindow + "; allowed: 1 or more");
        }
        if (seekBuckets < 2 || seekBuckets > MOST_BUCKETS) {
            throw new IllegalArgumentException(
                    "launchlog.query.seek-buckets is " + seekBuckets + "; allowed: 2 to " + MOST_BUCKETS);
        }
    }
}
