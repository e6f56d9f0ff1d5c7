package io.launchlog.query.events;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.launchlog.query.request.Paging;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * At what time pages ended when they were last asked for. Events come, and hardly ever go: then a page that is asked for
 * again is among the events up to that time, and Elasticsearch need not sort all others of the service (RATIONALE.md).
 * What is remembered is a guess: whoever uses it has to count these events.
 */
@Component
final class PageEnds {

    /** Fewer are sorted at less cost than that of another search, which counts them. */
    static final int FEWEST_BEHIND = 5_000;

    /** Among more matches the first page would be more than four times as fast as one far behind (RATIONALE.md). */
    static final int MOST_MATCHES = 100_000;

    /** About 500 bytes each. */
    private static final int MOST_PAGES = 8_000;

    private static final String GUESSES = "launchlog.query.page.guesses";
    private static final String DESCRIPTION = "Pages that were looked for where they ended the last time";

    private final Cache<EventSearch, Long> ends = Caffeine.newBuilder()
            .maximumSize(MOST_PAGES)
            .executor(Runnable::run)
            .build();

    private final Counter found;
    private final Counter failed;

    PageEnds(MeterRegistry meters) {
        this.found = counter(meters, "found");
        this.failed = counter(meters, "failed");
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder(GUESSES)
                .description(DESCRIPTION)
                .tag("outcome", outcome)
                .register(meters);
    }

    /** The occur time of the last event of that page, in epoch milliseconds; null when it is not known. */
    @Nullable
    Long of(EventSearch search) {
        return ends.getIfPresent(search);
    }

    /** The page was found up to its end. */
    void found(EventSearch search, long total, long behind, long end) {
        found.increment();
        remember(search, total, behind, end);
    }

    /** The page was not found up to its end. */
    void failed(EventSearch search) {
        failed.increment();
        ends.invalidate(search);
    }

    /**
     * Keeps in mind where a page ended, or forgets it where a guess would not help.
     *
     * @param total how many events match
     * @param behind how many of these need not be sorted to find the page up to its end
     * @param end occur time of the page's last event, in epoch milliseconds
     */
    void remember(EventSearch search, long total, long behind, long end) {
        if (isWorthIt(search.query(), total, behind)) {
            ends.put(search, end);
        } else {
            ends.invalidate(search);
        }
    }

    /** What takes long to find words is to find them, which two searches would do twice. */
    private static boolean isWorthIt(EventQuery query, long total, long behind) {
        Paging paging = query.paging();
        return query.sortBy() == SortBy.OCCUR_TIME
                && query.words().equals(TextQuery.EVERYTHING)
                && behind >= Math.max(FEWEST_BEHIND, paging.skip() + paging.size())
                && total <= MOST_MATCHES;
    }
}
