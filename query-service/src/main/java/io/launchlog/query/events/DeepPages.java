package io.launchlog.query.events;

import co.elastic.clients.elasticsearch.core.msearch.RequestItem;
import co.elastic.clients.elasticsearch.core.search.SearchRequestBody;
import io.launchlog.model.index.IndexNames;
import io.launchlog.query.error.ApiError;
import io.launchlog.query.error.ApiException;
import io.launchlog.query.exchange.Deadline;
import io.launchlog.query.request.Paging;
import io.launchlog.query.search.EventStore;
import io.launchlog.query.search.Place;
import io.launchlog.query.search.PointInTime;
import io.launchlog.query.search.SearchAnswers;
import io.launchlog.query.services.Service;
import io.launchlog.query.services.ServiceSearch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers pages behind the result window, over one point in time.
 *
 * @param store has the events
 * @param resultWindow how far a plain search may page: offset and size together
 */
record DeepPages(EventStore store, int resultWindow) {

    /** @throws ApiException ModelArts.3502 when there is no such service, or when Elasticsearch fails */
    void answer(EventSearch search, Deadline deadline, PageOutput output) {
        Service service = serviceOf(search, deadline);
        try (PointInTime view =
                PointInTime.open(store, IndexNames.EVENTS, search.service().path(), deadline)) {
            answer(search, service, view, output);
        }
    }

    private void answer(EventSearch search, Service service, @Nullable PointInTime view, PageOutput output) {
        Paging paging = search.query().paging();
        if (view == null) {
            EventPageWriter.write(output, service.id(), service.name(), 0, paging, null);
            return;
        }
        Histograms histograms = new Histograms(search, view, store.properties().seekBuckets());
        Counted counted = histograms.of(service);
        if (paging.count(counted.total()) == 0) {
            EventPageWriter.write(output, service.id(), service.name(), counted.total(), paging, null);
            return;
        }
        Seek seek = new Seek(search, view, histograms, resultWindow);
        Place place = seek.behind(paging.skip(), counted);
        SearchRequestBody.Builder page =
                search.page().query(place.query()).from(place.from()).trackTotalHits(t -> t.enabled(false));
        try (SearchAnswers answers = view.search(page)) {
            answers.next();
            EventPageWriter.write(output, service.id(), service.name(), counted.total(), paging, answers);
        }
    }

    private Service serviceOf(EventSearch search, Deadline deadline) {
        for (RequestItem forService : search.forService()) {
            try (SearchAnswers answers = store.search(List.of(forService), "", deadline)) {
                Service service = answers.next() ? ServiceSearch.read(answers) : null;
                if (service != null) {
                    return service;
                }
            }
        }
        throw new ApiException(ApiError.serviceUnknown(search.service().serviceId()));
    }
}
