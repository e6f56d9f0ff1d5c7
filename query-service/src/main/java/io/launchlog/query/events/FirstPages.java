package io.launchlog.query.events;

import io.launchlog.query.error.ApiError;
import io.launchlog.query.error.ApiException;
import io.launchlog.query.exchange.Deadline;
import io.launchlog.query.search.EventStore;
import io.launchlog.query.search.SearchAnswers;
import io.launchlog.query.services.Service;
import io.launchlog.query.services.ServiceSearch;
import java.util.List;

/** Answers pages within the result window: service and events in one exchange. */
record FirstPages(EventStore store) {

    /** @throws ApiException ModelArts.3502 when there is no such service, or when Elasticsearch fails */
    void answer(EventSearch search, Deadline deadline, PageOutput output) {
        try (SearchAnswers answers =
                store.search(List.of(ServiceSearch.of(search.service()), search.firstPages()), "", deadline)) {
            Service service = answers.next() ? ServiceSearch.read(answers) : null;
            if (service == null) {
                throw new ApiException(ApiError.serviceUnknown(search.service().serviceId()));
            }
            // Without an index of events there are none: retention may have dropped the last.
            answers.next();
            EventPageWriter.write(
                    output, service, answers.total(), search.query().paging(), answers);
        }
    }
}
