package io.launchlog.query.events;

import io.launchlog.query.error.ApiError;
import io.launchlog.query.error.ApiException;
import io.launchlog.query.exchange.Deadline;
import io.launchlog.query.search.EventStore;
import io.launchlog.query.search.SearchAnswers;
import io.launchlog.query.services.Service;
import io.launchlog.query.services.ServiceSearch;
import java.util.List;

/** Answers pages within the result window in one exchange; the newest events of a service that has none in two. */
record FirstPages(EventStore store) {

    /** @throws ApiException ModelArts.3502 when there is no such service, or when Elasticsearch fails */
    void answer(EventSearch search, Deadline deadline, PageOutput output) {
        if (!search.query().beginsWithTheLatest() || !isAnsweredByEventsAlone(search, deadline, output)) {
            answerWithService(search, deadline, output);
        }
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

    private void answerWithService(EventSearch search, Deadline deadline, PageOutput output) {
        try (SearchAnswers answers =
                store.search(List.of(ServiceSearch.of(search.service()), search.firstPages()), "", deadline)) {
            Service service = answers.next() ? ServiceSearch.read(answers) : null;
            if (service == null) {
                throw new ApiException(ApiError.serviceUnknown(search.service().serviceId()));
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
        }
    }
}
