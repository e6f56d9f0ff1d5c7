package io.launchlog.query.events;

import co.elastic.clients.elasticsearch.core.msearch.RequestItem;
import io.launchlog.query.error.ApiError;
import io.launchlog.query.error.ApiException;
import io.launchlog.query.exchange.Deadline;
import io.launchlog.query.search.EventStore;
import io.launchlog.query.search.SearchAnswers;
import io.launchlog.query.services.Service;
import io.launchlog.query.services.ServiceSearch;
import java.util.List;

/** Answers pages within the result window in one exchange, but for services without events. */
record FirstPages(EventStore store) {

    /** @throws ApiException ModelArts.3502 when there is no such service, or when Elasticsearch fails */
    void answer(EventSearch search, Deadline deadline, PageOutput output) {
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

    /** The page that most clients ask for: its first event names the service. False when there is none. */
    private boolean isAnsweredByEventsAlone(EventSearch search, Deadline deadline, PageOutput output) {
        try (SearchAnswers answers = store.search(List.of(search.firstPages()), "", deadline)) {
            if (!answers.next() || answers.total() == 0) {
                return false;
            }
            EventPageWriter.write(
                    output,
                    search.service().serviceId(),
                    null,
                    answers.total(),
                    search.query().paging(),
                    answers);
            return true;
        }
    }

    /** One that names the service as well; false when that search finds no service. */
    private boolean isAnsweredWith(RequestItem forService, EventSearch search, Deadline deadline, PageOutput output) {
        try (SearchAnswers answers = store.search(List.of(forService, search.firstPages()), "", deadline)) {
            Service service = answers.next() ? ServiceSearch.read(answers) : null;
            if (service == null) {
                return false;
            }
            // Without an index of events there are none: retention may have dropped the last.
            answers.next();
            EventPageWriter.write(
                    output,
                    service.id(),
                    service.name(),
                    answers.total(),
                    search.query().paging(),
                    answers);
            return true;
        }
    }
}
