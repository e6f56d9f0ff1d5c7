package io.launchlog.query.overload;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When requests are refused.
 *
 * @param maxConcurrentSearches requests that search at once; three quarters of them may be of one project; 1 or more
 * @param maxConcurrentSearchesPerProject how many of them may be of one project, and twice as many while no other has
 *     asked this instance for a minute; 1 or more
 * @param maxWaiting requests that wait for one of these to end; a quarter of them may be of one project; 0 or more
 * @param longestWait how long a request beyond them waits before it is refused
 * @param longestWrite how long a client may take to read what it is sent; positive
 */
@ConfigurationProperties("launchlog.query")
record OverloadProperties(
        @DefaultValue("64") int maxConcurrentSearches,
        @DefaultValue("4") int maxConcurrentSearchesPerProject,
        @DefaultValue("128") int maxWaiting,
        @DefaultValue("2s") Duration longestWait,
        @DefaultValue("30s") Duration longestWrite) {

    /** @throws IllegalArgumentException when one is out of its bounds */
    OverloadProperties {
        if (maxConcurrentSearches < 1) {
            throw new IllegalArgumentException(
                    "launchlog.query.max-concurrent-searches is " + maxConcurrentSearches + "; allowed: 1 or more");
        }
        if (maxConcurrentSearchesPerProject < 1) {
            throw new IllegalArgumentException("launchlog.query.max-concurrent-searches-per-project is "
                    + maxConcurrentSearchesPerProject + "; allowed: 1 or more");
        }
        if (maxWaiting < 0) {
            throw new IllegalArgumentException("launchlog.query.max-waiting is " + maxWaiting + "; allowed: 0 or more");
        }
        if (longestWait.isNegative()) {
            throw new IllegalArgumentException(
                    "launchlog.query.longest-wait is " + longestWait + "; allowed: 0 or more");
        }
        if (!longestWrite.isPositive()) {
            throw new IllegalArgumentException(
                    "launchlog.query.longest-write is " + longestWrite + "; allowed: more than 0");
        }
    }
}
