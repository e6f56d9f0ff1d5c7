package io.launchlog.query.events;

import co.elastic.clients.elasticsearch.core.search.SearchRequestBody;
import io.launchlog.model.index.IndexNames;
import io.launchlog.query.error.ApiError;
import io.launchlog.query.error.ApiException;
import io.launchlog.query.request.Paging;
import io.launchlog.query.search.Deadline;
import io.launchlog.query.search.EventStore;
import io.launchlog.query.search.PointInTime;
import io.launchlog.query.search.SearchAnswers;
import io.launchlog.query.services.Service;
import io.launchlog.query.services.ServiceSearch;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers pages behind the result window, over one point in time. */
record DeepPages(EventStore store) {

    /** @throws ApiException ModelArts.3502 when there is no such service, or when Elasticsearch fails */
    void answer(EventSearch search, HttpServletResponse response) {
        Deadline deadline = store.deadline();
        Service service = serviceOf(search, deadline);
        try (PointInTime view =
                PointInTime.open(store, IndexNames.EVENTS, search.service().path(), deadline)) {
            answer(search, service, view, response);
        }
    }

    private void answer(EventSearch search, Service service, @Nullable PointInTime view, HttpServletResponse response) {
        Paging paging = search.query().paging();
        if (view == null) {
            EventPageWriter.write(response, service, 0, paging, null);
            return;
        }
        Seek seek = new Seek(search, view, store.properties());
        PointInTime.Summary summary = seek.summarize();
        if (paging.count(summary.total()) == 0) {
            EventPageWriter.write(response, service, summary.total(), paging, null);
            return;
        }
        Place place = seek.behind(paging.skip(), summary);
        SearchRequestBody.Builder page =
                search.page().query(search.filter(place.filters())).trackTotalHits(t -> t.enabled(false));
        if (place.after().isEmpty()) {
            page.from(place.from());
        } else {
            page.searchAfter(place.after());
        }
        try (SearchAnswers answers = view.search(page)) {
            answers.next();
            EventPageWriter.write(response, service, summary.total(), paging, answers);
        }
    }

    private Service serviceOf(EventSearch search, Deadline deadline) {
        try (SearchAnswers answers = store.search(List.of(ServiceSearch.of(search.service())), "", deadline)) {
            Service service = answers.next() ? ServiceSearch.read(answers) : null;
            if (service == null) {
                throw new ApiException(ApiError.serviceUnknown(search.service().serviceId()));
            }
            return service;
        }
    }
}
