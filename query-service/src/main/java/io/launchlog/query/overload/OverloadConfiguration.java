package io.launchlog.query.overload;

import io.launchlog.query.exchange.ConnectionLimit;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One bound for the requests, and as many connections as they need. */
@Configuration(proxyBeanMethods = false)
class OverloadConfiguration {

    private static final int SPARE = 16;

    /** Of those that may wait, so many may be of one project. */
    private static final int SHARE = 4;

    @Bean
    SearchPermits searchPermits(OverloadProperties properties, MeterRegistry meters) {
        int mostOfOne = Math.ceilDiv(properties.maxWaiting(), SHARE);
        SearchPermits permits = new SearchPermits(
                properties.maxConcurrentSearches(),
                properties.maxConcurrentSearchesPerProject(),
                new SearchPermits.Queueing(properties.longestWait(), properties.maxWaiting(), mostOfOne),
                new Rivals(System::nanoTime));
        Gauge.builder("launchlog.query.searches.waiting", permits, SearchPermits::waiting)
                .description("Requests that wait for one of the searches in flight to end")
                .register(meters);
        Gauge.builder("launchlog.query.searches.free", permits, SearchPermits::free)
                .description("Searches that may begin at once")
                .register(meters);
        return permits;
    }

    @Bean
    HeldThreads searchingThreads(OverloadProperties properties) {
        return new HeldThreads(
                properties.maxConcurrentSearches() + properties.maxWaiting(),
                "requests that search or wait (launchlog.query.max-concurrent-searches and .max-waiting)");
    }

    @Bean
    SlowReaders slowReaders(OverloadProperties properties) {
        return new SlowReaders(properties.longestWrite(), System::nanoTime);
    }

    /** A connection for each search in flight, and a few for closing what is left over. */
    @Bean
    ConnectionLimit connectionLimit(OverloadProperties properties) {
        return new ConnectionLimit(properties.maxConcurrentSearches() + SPARE);
    }
}
