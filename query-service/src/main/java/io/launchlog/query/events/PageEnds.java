package io.launchlog.query.events;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * At what time pages ended when they were last asked for. Events come, and hardly ever go: then a page asked for again is
 * found among the events up to that time, which are about a page's worth, and Elasticsearch need not sort all others of
 * the service (RATIONALE.md). What is remembered is a guess; whoever uses it has to count.
 */
@Component
final class PageEnds {

    /** So many more than the page make it worth a second search that counts them. */
    static final int FEWEST_BEYOND = 5_000;

    /** Among more events, counting them takes most of the time, and a guess does not help against that. */
    static final int MOST_EVENTS = 100_000;

    /** Bytes, about. */
    private static final int ENTRY = 500;

    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final Cache<EventSearch, Long> ends = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((EventSearch search, Long _) -> ENTRY
                    + search.query().words().words().stream()
                            .mapToInt(word -> word.text().length())
                            .sum())
            .executor(Runnable::run)
            .build();

    /** The occur time of the last event of that page, in epoch milliseconds; null when it is not known. */
    @Nullable
    Long of(EventSearch search) {
        return ends.getIfPresent(search);
    }

    /**
     * Keeps in mind where a page ended, or that a guess is of no use for it.
     *
     * @param total how many events match
     * @param end occur time of the page's last event, in epoch milliseconds
     */
    void note(EventSearch search, long total, long end) {
        long beyond =
                total - search.query().paging().skip() - search.query().paging().size();
        if (search.query().sortBy() == SortBy.OCCUR_TIME && beyond >= FEWEST_BEYOND && total <= MOST_EVENTS) {
            ends.put(search, end);
        } else {
            ends.invalidate(search);
        }
    }
}
