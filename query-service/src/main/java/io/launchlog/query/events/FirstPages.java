package io.launchlog.query.events;

import co.elastic.clients.elasticsearch.core.msearch.RequestItem;
import io.launchlog.query.error.ApiError;
import io.launchlog.query.error.ApiException;
import io.launchlog.query.exchange.Deadline;
import io.launchlog.query.request.Paging;
import io.launchlog.query.search.EventStore;
import io.launchlog.query.search.SearchAnswers;
import io.launchlog.query.services.Service;
import io.launchlog.query.services.ServiceSearch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers pages within the result window in one exchange, or in one more for each thing that is not as usual: a guess
 * fails, a service has no events, or no document yet.
 *
 * @param ends by which the same page is found at less cost the next time
 */
record FirstPages(EventStore store, PageEnds ends) {

    /** @throws ApiException ModelArts.3502 when there is no such service, or when Elasticsearch fails */
    void answer(EventSearch search, Deadline deadline, PageOutput output) {
        Long end = ends.of(search);
        if (end != null) {
            if (isAnsweredUpTo(end, search, deadline, output)) {
                return;
            }
            ends.failed(search);
        }
        if (search.query().beginsWithTheLatest() && isAnsweredByEventsAlone(search, deadline, output)) {
            return;
        }
        for (RequestItem forService : search.forService()) {
            if (isAnsweredWith(forService, search, deadline, output)) {
                return;
            }
        }
        throw new ApiException(ApiError.serviceUnknown(search.service().serviceId()));
    }

    /**
     * Whatever has come since, the first events are among those up to a time when these are enough; false when they are
     * not, or when something else is not as it was.
     */
    private boolean isAnsweredUpTo(long end, EventSearch search, Deadline deadline, PageOutput output) {
        List<RequestItem> searches = new ArrayList<>();
        boolean isNamed = search.query().beginsWithTheLatest();
        if (!isNamed) {
            searches.add(search.forService().getFirst());
        }
        searches.add(search.countBehind(end));
        searches.add(search.firstPagesUpTo(end));
        try (SearchAnswers answers = store.search(searches, "", deadline)) {
            Service service = isNamed ? null : readService(answers);
            if (!isNamed && service == null) {
                return false;
            }
            if (!answers.next()) {
                return false;
            }
            long behind = answers.total();
            if (!answers.next() || !search.query().paging().isFull(answers.total())) {
                return false;
            }
            long total = answers.total() + behind;
            ends.found(search, total, behind, write(output, search, service, total, answers));
            return true;
        }
    }

    /** The page that most clients ask for: its first event names the service. False when there is none. */
    private boolean isAnsweredByEventsAlone(EventSearch search, Deadline deadline, PageOutput output) {
        try (SearchAnswers answers = store.search(List.of(search.firstPages()), "", deadline)) {
            if (!answers.next() || answers.total() == 0) {
                return false;
            }
            writeAndRemember(output, search, null, answers);
            return true;
        }
    }

    /** One that names the service as well; false when that search finds no service. */
    private boolean isAnsweredWith(RequestItem forService, EventSearch search, Deadline deadline, PageOutput output) {
        try (SearchAnswers answers = store.search(List.of(forService, search.firstPages()), "", deadline)) {
            Service service = readService(answers);
            if (service == null) {
                return false;
            }
            // Without an index of events there are none: retention may have dropped the last.
            answers.next();
            writeAndRemember(output, search, service, answers);
            return true;
        }
    }

    private static @Nullable Service readService(SearchAnswers answers) {
        return answers.next() ? ServiceSearch.read(answers) : null;
    }

    private void writeAndRemember(
            PageOutput output, EventSearch search, @Nullable Service service, SearchAnswers answers) {
        long total = answers.total();
        Paging paging = search.query().paging();
        long end = write(output, search, service, total, answers);
        ends.remember(search, total, total - paging.skip() - paging.size(), end);
    }

    /**
     * Writes the page.
     *
     * @param service null when the first event names it
     * @return the occur time of the last event
     */
    private static long write(
            PageOutput output, EventSearch search, @Nullable Service service, long total, SearchAnswers answers) {
        return EventPageWriter.write(
                output,
                search.service().serviceId(),
                service == null ? null : service.name(),
                total,
                search.query().paging(),
                answers);
    }
}
