package io.launchlog.query.events;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.launchlog.query.request.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * At what time pages ended when they were last asked for. Events come, and hardly ever go: then a page asked for again is
 * found among the events up to that time, which are about a page's worth, and Elasticsearch need not sort all others of
 * the service (RATIONALE.md). What is remembered is a guess: whoever uses it has to count these.
 */
@Component
final class PageEnds {

    /** Fewer are put into order at less cost than that of another search, which counts them. */
    static final int FEWEST_BEHIND = 5_000;

    /** Of a larger service the first page would be more than four times as fast as one far behind (RATIONALE.md). */
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
        Paging paging = search.query().paging();
        long behind = total - paging.skip() - paging.size();
        if (search.query().sortBy() == SortBy.OCCUR_TIME && behind >= FEWEST_BEHIND && total <= MOST_EVENTS) {
            ends.put(search, end);
        } else {
            ends.invalidate(search);
        }
    }
}
